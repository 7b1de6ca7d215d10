package live.griot.edge.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dependency descriptors of one stream, each in the light of the structure that came before it (RTP Payload Format For AV1,
 * appendix A). Not thread-safe: owned by the ingest loop.
 */
public final class DependencyDescriptorReader {
    /** The bytes of the fields that every descriptor has. */
    public static final int MANDATORY_BYTES = 3;

    /** Where in a descriptor its frame number stands, 16 bits. */
    public static final int FRAME_NUMBER_OFFSET = 1;

    private @Nullable DependencyStructure structure;
    private @Nullable FrameTemplate frame;
    private boolean startsFrame;
    private boolean endsFrame;
    private boolean bringsStructure;
    private int templateId;
    private int frameNumber;
    private int activeTargets;

    /** Forgets the structure: what comes is another stream. */
    public void reset() {
        structure = null;
    }

    /** Reads a descriptor; returns false when it is shorter than any. */
    public boolean read(byte[] bytes, int offset, int length) {
        frame = null;
        bringsStructure = false;
        if (length < MANDATORY_BYTES) {
            return false;
        }
        BitReader bits = new BitReader(bytes, offset, length);
        startsFrame = bits.flag();
        endsFrame = bits.flag();
        templateId = bits.bits(6);
        frameNumber = bits.bits(16);
        boolean extended = length > MANDATORY_BYTES;
        boolean hasStructure = extended && bits.flag();
        boolean hasActiveTargets = extended && bits.flag();
        boolean customIndications = extended && bits.flag();
        boolean customReferences = extended && bits.flag();
        boolean customChains = extended && bits.flag();
        if (hasStructure && !readStructure(bits)) {
            return true;
        }
        DependencyStructure known = structure;
        if (known == null) {
            return true;
        }
        if (hasActiveTargets) {
            int named = bits.bits(known.decodeTargets());
            activeTargets = bits.overrun() ? activeTargets : named;
        }
        FrameTemplate template = known.template(templateId);
        if (template != null) {
            boolean custom = customIndications || customReferences || customChains;
            FrameTemplate read = custom
                    ? custom(bits, known, template, customIndications, customReferences, customChains)
                    : template;
            frame = bits.overrun() ? null : read;
        }
        return true;
    }

    private boolean readStructure(BitReader bits) {
        DependencyStructure fresh = DependencyStructureReader.read(bits);
        if (fresh == null) {
            return false;
        }
        structure = fresh;
        bringsStructure = true;
        activeTargets = (int) ((1L << fresh.decodeTargets()) - 1);
        return true;
    }

    private static FrameTemplate custom(
            BitReader bits,
            DependencyStructure structure,
            FrameTemplate template,
            boolean indications,
            boolean references,
            boolean chains) {
        return new FrameTemplate(
                template.spatialId(),
                template.temporalId(),
                indications
                        ? DependencyStructureReader.readIndications(bits, structure.decodeTargets())
                        : template.indications(),
                references ? readReferences(bits) : template.references(),
                chains ? readChains(bits, structure.chains()) : template.chainDifferences());
    }

    private static int[] readReferences(BitReader bits) {
        int[] references = new int[4];
        int count = 0;
        for (int size = bits.bits(2); size > 0; size = bits.bits(2)) {
            if (count == references.length) {
                references = Arrays.copyOf(references, 2 * count);
            }
            references[count++] = bits.bits(4 * size) + 1;
        }
        return Arrays.copyOf(references, count);
    }

    private static int[] readChains(BitReader bits, int chains) {
        int[] differences = new int[chains];
        for (int chain = 0; chain < chains; chain++) {
            differences[chain] = bits.bits(8);
        }
        return differences;
    }

    /** Returns the structure in force; null before the first. */
    public @Nullable DependencyStructure structure() {
        return structure;
    }

    /** Returns whether the descriptor brought its structure along: a coded video sequence begins. */
    public boolean bringsStructure() {
        return bringsStructure;
    }

    /** Returns how the frame stands to others; null when that cannot be told, because the structure that it means never came. */
    public @Nullable FrameTemplate frame() {
        return frame;
    }

    /** Returns whether the packet is its frame's first. */
    public boolean startsFrame() {
        return startsFrame;
    }

    /** Returns whether the packet is its frame's last. */
    public boolean endsFrame() {
        return endsFrame;
    }

    /** Returns the id of the template that the frame is of or differs from, 0 to 63. */
    public int templateId() {
        return templateId;
    }

    /** Returns the frame's number, 0 to 65,535. */
    public int frameNumber() {
        return frameNumber;
    }

    /** Returns which decode targets are sent now, a bit each, the first one's lowest. */
    public int activeTargets() {
        return activeTargets;
    }
}
