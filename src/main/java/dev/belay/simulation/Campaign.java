package dev.belay.simulation;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The days of many seeds, several at a time; each is one thread's work and the same whoever does it. */
public final class Campaign {

    private Campaign() {}

    /**
     * Lives through the days of the seeds {@code from} to {@code to}.
     *
     * @param each hears every day's report as it comes, on the caller's thread
     */
    public static CampaignReport run(
            long from, long to, int threads, LongFunction<WorldPlan> plan, Consumer<DayReport> each) {
        var totals = new CampaignTotals();
        long began = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            var done = new ExecutorCompletionService<DayReport>(workers);
            long started = from;
            long ended = from;
            while (ended <= to) {
                for (; started <= to && started - ended < 2L * threads; started++) {
                    WorldPlan next = plan.apply(started);
                    done.submit(() -> Day.of(next, 0));
                }
                DayReport report = done.take().get();
                totals.add(report);
                each.accept(report);
                ended++;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a simulated day broke off: " + broken.getCause(), broken.getCause());
        } finally {
            workers.shutdownNow();
        }
        return totals.report(System.nanoTime() - began, threads);
    }
}
