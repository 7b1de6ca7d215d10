package live.griot.recording.caption;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingBorder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls by which who recorded something gives it captions, and who may play it reads them. */
@RestController
@RequestMapping("/api/recordings/{id}/captions")
class CaptionController {
    private static final String WEB_VTT = "text/vtt";

    /** A language, a script and a region at most (RFC 5646, section 2.1). */
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?");

    private static final int LANGUAGES = 20;
    private static final int BYTES = 256 * 1024;

    private final RecordingBorder border;
    private final Captions captions;
    private final PersonalText personalText;

    CaptionController(RecordingBorder border, Captions captions, PersonalText personalText) {
        this.border = border;
        this.captions = captions;
        this.personalText = personalText;
    }

    /** Captions in one language (BCP 47), and where they are. */
    record Listed(String lang, String url) {}

    /** In which languages there are some. */
    @GetMapping
    List<Listed> list(@PathVariable RecordingId id, @Nullable Principal caller) {
        border.playable(id, caller);
        return captions.languages(id).stream().map(lang -> listed(id, lang)).toList();
    }

    @GetMapping(value = "/{lang}", produces = WEB_VTT)
    ResponseEntity<byte[]> one(@PathVariable RecordingId id, @PathVariable String lang, @Nullable Principal caller) {
        border.playable(id, caller);
        String text = captions.find(id, known(lang))
                .flatMap(found -> personalText.open(found.author(), found.text()))
                .orElseThrow(CaptionController::notFound);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes WebVTT, in place of what there was in that language. */
    @PutMapping(value = "/{lang}", consumes = WEB_VTT)
    Listed give(@PathVariable RecordingId id, @PathVariable String lang, @RequestBody byte[] body, Principal caller) {
        UserId host = onlyTheHost(id, caller);
        String known = known(lang);
        if (body.length > BYTES) {
            throw new Refused(RefusalCode.TOO_LARGE, "Captions have at most %d bytes".formatted(BYTES));
        }
        List<String> there = captions.languages(id);
        if (there.size() >= LANGUAGES && !there.contains(known)) {
            throw new Refused(RefusalCode.TOO_MANY, "A recording has captions in %d languages".formatted(LANGUAGES));
        }
        String sealed = personalText.seal(host, WebVtt.rewritten(body));
        captions.keep(id, known, new Captions.Sealed(host, sealed));
        return listed(id, known);
    }

    @DeleteMapping("/{lang}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable RecordingId id, @PathVariable String lang, Principal caller) {
        onlyTheHost(id, caller);
        if (!captions.forget(id, known(lang))) {
            throw notFound();
        }
    }

    private UserId onlyTheHost(RecordingId id, Principal caller) {
        UserId by = RecordingBorder.user(caller);
        if (!border.playable(id, caller).host().equals(by)) {
            throw new Refused(RefusalCode.NOT_HOST, "Only who recorded it may do this");
        }
        return by;
    }

    private static Listed listed(RecordingId id, String lang) {
        return new Listed(lang, "/api/recordings/%s/captions/%s".formatted(id, lang));
    }

    private static String known(String lang) {
        if (!LANGUAGE.matcher(lang).matches()) {
            throw new Refused(RefusalCode.VALIDATION_FAILED, "This is no language (BCP 47)");
        }
        return Locale.forLanguageTag(lang).toLanguageTag();
    }

    private static Refused notFound() {
        return new Refused(RefusalCode.NOT_FOUND, "There are no captions in this language");
    }
}
