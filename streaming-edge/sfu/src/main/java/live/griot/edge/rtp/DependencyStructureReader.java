package live.griot.edge.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a template dependency structure (RTP Payload Format For AV1, section A.8.2), whose steps it follows in order. */
final class DependencyStructureReader {
    private static final int MAX_TEMPLATES = 64;
    private static final int NEXT_TEMPORAL = 1;
    private static final int NEXT_SPATIAL = 2;
    private static final int NO_MORE = 3;

    private final BitReader bits;
    private final int[] spatialIds = new int[MAX_TEMPLATES];
    private final int[] temporalIds = new int[MAX_TEMPLATES];
    private int templates;
    private int decodeTargets;
    private int chains;
    private int[] widths = {};
    private int[] heights = {};

    private DependencyStructureReader(BitReader bits) {
        this.bits = bits;
    }

    /** Reads one; null when it is cut short or makes no sense. */
    static @Nullable DependencyStructure read(BitReader bits) {
        return new DependencyStructureReader(bits).read();
    }

    private @Nullable DependencyStructure read() {
        int templateIdOffset = bits.bits(6);
        decodeTargets = bits.bits(5) + 1;
        if (!readLayers()) {
            return null;
        }
        long[] indications = new long[templates];
        for (int template = 0; template < templates; template++) {
            indications[template] = readIndications(bits, decodeTargets);
        }
        int[][] references = new int[templates][];
        for (int template = 0; template < templates; template++) {
            references[template] = readReferences();
        }
        int[] protectingChains = readProtection();
        List<FrameTemplate> all = new ArrayList<>();
        for (int template = 0; template < templates; template++) {
            all.add(new FrameTemplate(
                    spatialIds[template],
                    temporalIds[template],
                    indications[template],
                    references[template],
                    readChainDifferences()));
        }
        if (bits.flag()) {
            readResolutions();
        }
        return bits.overrun()
                ? null
                : new DependencyStructure(
                        templateIdOffset,
                        decodeTargets,
                        List.copyOf(all),
                        targetLayers(spatialIds, indications),
                        targetLayers(temporalIds, indications),
                        protectingChains,
                        chains,
                        widths,
                        heights);
    }

    private boolean readLayers() {
        int spatialId = 0;
        int temporalId = 0;
        int next;
        do {
            if (templates == MAX_TEMPLATES || bits.overrun()) {
                return false;
            }
            spatialIds[templates] = spatialId;
            temporalIds[templates++] = temporalId;
            next = bits.bits(2);
            if (next == NEXT_TEMPORAL) {
                temporalId++;
            } else if (next == NEXT_SPATIAL) {
                temporalId = 0;
                spatialId++;
            }
        } while (next != NO_MORE);
        return true;
    }

    static long readIndications(BitReader bits, int decodeTargets) {
        long indications = 0;
        for (int target = 0; target < decodeTargets; target++) {
            indications |= (long) bits.bits(2) << (2 * target);
        }
        return indications;
    }

    /** There are as many as the bits that are left say, so the descriptor's length is the limit. */
    private int[] readReferences() {
        int[] references = new int[4];
        int count = 0;
        while (bits.flag()) {
            if (count == references.length) {
                references = Arrays.copyOf(references, 2 * count);
            }
            references[count++] = bits.bits(4) + 1;
        }
        return Arrays.copyOf(references, count);
    }

    private int[] readProtection() {
        chains = bits.nonSymmetric(decodeTargets + 1);
        int[] protectingChains = new int[chains == 0 ? 0 : decodeTargets];
        for (int target = 0; target < protectingChains.length; target++) {
            protectingChains[target] = bits.nonSymmetric(chains);
        }
        return protectingChains;
    }

    private int[] readChainDifferences() {
        int[] differences = new int[chains];
        for (int chain = 0; chain < chains; chain++) {
            differences[chain] = bits.bits(4);
        }
        return differences;
    }

    private void readResolutions() {
        widths = new int[spatialIds[templates - 1] + 1];
        heights = new int[widths.length];
        for (int spatialId = 0; spatialId < widths.length; spatialId++) {
            widths[spatialId] = bits.bits(16) + 1;
            heights[spatialId] = bits.bits(16) + 1;
        }
    }

    private int[] targetLayers(int[] layers, long[] indications) {
        int[] highest = new int[decodeTargets];
        for (int target = 0; target < decodeTargets; target++) {
            for (int template = 0; template < templates; template++) {
                if ((indications[template] >>> (2 * target) & 3) != FrameTemplate.NOT_PRESENT) {
                    highest[target] = Math.max(highest[target], layers[template]);
                }
            }
        }
        return highest;
    }
}
