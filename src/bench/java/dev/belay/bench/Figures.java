package dev.belay.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Samples of one run, and the counters of this process. */
final class Figures {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Figures() {}

    /** The value below which {@code share} of {@code samples} lie. */
    static double quantile(double[] samples, double share) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    static double median(double... samples) {
        return quantile(samples, 0.5);
    }

    /** CPU of this process so far, nanoseconds. */
    static long cpu() {
        return PROCESS.getProcessCpuTime();
    }

    /** CPU of this process so far without that of the threads of that name, which live through the whole run. */
    static long cpuWithout(String name) {
        long cpu = PROCESS.getProcessCpuTime();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(name)) {
                cpu -= THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return cpu;
    }

    /** CPU of the calling thread so far, nanoseconds. */
    static long ownCpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes that the calling thread has allocated so far. */
    static long ownBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** CPU and allocation so far of all threads that live now, except the calling one, which is the judge. */
    static Map<Long, long[]> others() {
        long self = Thread.currentThread().getId();
        Map<Long, long[]> all = new LinkedHashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            if (id != self) {
                all.put(id, new long[] {THREADS.getThreadCpuTime(id), THREADS.getThreadAllocatedBytes(id)});
            }
        }
        return all;
    }

    /** Growth of column {@code column} (0: CPU in ns, 1: bytes) from {@code before} to {@code after}. */
    static double growth(Map<Long, long[]> before, Map<Long, long[]> after, int column) {
        ToDoubleFunction<Map.Entry<Long, long[]>> grown =
                entry -> entry.getValue()[column] - before.getOrDefault(entry.getKey(), new long[2])[column];
        return after.entrySet().stream().mapToDouble(grown).sum();
    }

    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    static void title(String text, Object... values) {
        System.out.printf(Locale.ROOT, "%n== %s   [loadavg %s]%n", text.formatted(values), load());
    }

    static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
