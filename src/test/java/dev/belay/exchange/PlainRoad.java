package dev.belay.exchange;

import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.Gateway.Step;
import dev.belay.money.LegId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The plain {@link Gateway}. */
final class PlainRoad implements Road {

    private record Out(CallQueue.Entry<String> entry, long sentAt) {}

    private final MoveSlots slots = new MoveSlots(0);
    private final Gateway<String> gateway;
    private final List<Out> out = new ArrayList<>();
    private final List<Long> wakeUps = new ArrayList<>();
    private SortedMap<String, List<String>> done = new TreeMap<>();

    PlainRoad(long seed, long now) {
        gateway = new Gateway<>(Road.budget(), STALE_AFTER, slots, new SplittableRandom(seed));
        take(gateway.proceed(now), now);
    }

    @Override
    public void call(Request request, long now) {
        take(gateway.call(request, Road.cost(request), "", now), now);
    }

    @Override
    public void wish(MoveWish wish, long now) {
        take(gateway.wish(wish, now), now);
    }

    @Override
    public void withdraw(LegId leg, long now) {
        take(gateway.withdraw(leg, now), now);
    }

    @Override
    public void answer(int number, Reply reply, long now) {
        Out answered = out.remove(number);
        take(gateway.answered(answered.entry(), reply, answered.sentAt(), now), now);
        note("result", answered.entry().request() + " " + reply.outcome() + " " + answered.sentAt());
    }

    @Override
    public void wake(int number, long now) {
        wakeUps.remove(number);
        take(gateway.woken(now), now);
    }

    @Override
    public void take(LegId leg, long now) {
        note("slot", leg + " " + slots.take(leg, now));
    }

    @Override
    public int out() {
        return out.size();
    }

    @Override
    public List<Long> wakeUps() {
        return wakeUps;
    }

    @Override
    public SortedMap<String, List<String>> done(long now) {
        note("health", gateway.health(0, now).toString());
        SortedMap<String, List<String>> whole = done;
        done = new TreeMap<>();
        return whole;
    }

    private void take(List<Step<String>> steps, long now) {
        steps.forEach(step -> take(step, now));
    }

    private void take(Step<String> step, long now) {
        if (step instanceof Step.Send<String> send) {
            out.add(new Out(send.entry(), now));
            note("call", send.entry().request().toString());
        } else if (step instanceof Step.TooOld<String> old) {
            note("result", old.entry().request() + " " + old.outcome() + " " + now);
        } else if (step instanceof Step.Turn<String> turn) {
            note("turn", turn.leg().toString());
        } else if (step instanceof Step.WakeIn<String> wake) {
            wakeUps.add(now + wake.millis());
            note("wake-up", String.valueOf(now + wake.millis()));
        } else if (step instanceof Step.Ban<String> ban) {
            note("ban", String.valueOf(ban.until()));
        } else if (step instanceof Step.ClockRefused<String>) {
            note("clock refused", "");
        }
    }

    private void note(String kind, String what) {
        done.computeIfAbsent(kind, first -> new ArrayList<>()).add(what);
    }
}
