package live.griot.app.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;

/** The program under load, with a host who opens rooms, and what it spends between two moments. */
final class LoadedGriot implements AutoCloseable {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final StartedGriot griot;
    private final ApiClient anybody;
    private final ApiClient host;
    private long cpu;
    private long compiling;
    private long started;
    private double load;

    LoadedGriot(Path data, Map<String, String> properties) {
        griot = StartedGriot.in(data, properties);
        anybody = griot.client();
        host = anybody.register("load");
    }

    int port() {
        return griot.address().getPort();
    }

    /** Returns the host's access token, by which all write. */
    String token() {
        return host.token();
    }

    /** Opens so many live sessions and returns their ids, with commas between them; each has a host of its own. */
    String rooms(int many) {
        return IntStream.range(0, many)
                .mapToObj(room -> {
                    ApiClient of = room == 0 ? host : anybody.register("load_" + room);
                    String id = of.createSession("Room " + room);
                    of.post("/api/sessions/" + id + "/start");
                    return id;
                })
                .collect(Collectors.joining(","));
    }

    void begin() {
        cpu = system.getProcessCpuTime();
        compiling = compiler.getTotalCompilationTime();
        started = System.nanoTime();
        load = system.getSystemLoadAverage();
    }

    /** Returns what was spent since the beginning. */
    String end() {
        double seconds = (System.nanoTime() - started) / 1e9;
        double cores = (system.getProcessCpuTime() - cpu) / 1e9 / seconds;
        double compilers = (compiler.getTotalCompilationTime() - compiling) / 1e3 / seconds;
        Runtime memory = Runtime.getRuntime();
        return "server: %.2f cores, about %.2f of it the compiler, heap in use %d MB, machine's load at the beginning %.1f; gaps %s"
                .formatted(cores, compilers, (memory.totalMemory() - memory.freeMemory()) >> 20, load, gaps());
    }

    private String gaps() {
        return griot.operator()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("griot_live_gaps_total") || line.startsWith("griot_live_closed_total"))
                .filter(line -> !line.endsWith(" 0.0"))
                .map(line -> line.substring(line.indexOf('{')))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        griot.close();
    }
}
