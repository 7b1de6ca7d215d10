package live.griot.app.messaging;

import java.util.function.Function;
import live.griot.api.id.ApplauseId;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.ClipId;
import live.griot.api.id.Id;
import live.griot.api.id.InvitationId;
import live.griot.api.id.LinkId;
import live.griot.api.id.MessageId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Writes ids as bare strings, in stored events and in what clients read. */
public final class IdsAsText extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public IdsAsText() {
        super("griot-ids");
        addSerializer(Id.class, new ToStringSerializer(Id.class));
        read(SessionId.class, SessionId::new);
        read(UserId.class, UserId::new);
        read(MessageId.class, MessageId::new);
        read(AttendanceId.class, AttendanceId::new);
        read(InvitationId.class, InvitationId::new);
        read(LinkId.class, LinkId::new);
        read(ApplauseId.class, ApplauseId::new);
        read(SignInId.class, SignInId::new);
        read(RecordingId.class, RecordingId::new);
        read(ClipId.class, ClipId::new);
    }

    private <T extends Id> void read(Class<T> type, Function<String, T> of) {
        addDeserializer(type, new FromText<>(type, of));
    }

    private static final class FromText<T extends Id> extends StdDeserializer<T> {
        private final transient Function<String, T> of;

        FromText(Class<T> type, Function<String, T> of) {
            super(type);
            this.of = of;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString();
            try {
                if (text != null) {
                    return of.apply(text);
                }
            } catch (IllegalArgumentException notAnId) {
                return context.reportInputMismatch(this, "not an identifier");
            }
            return context.reportInputMismatch(this, "an identifier is a string");
        }
    }
}
