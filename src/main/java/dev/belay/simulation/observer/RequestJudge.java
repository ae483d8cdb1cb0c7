package dev.belay.simulation.observer;

import dev.belay.simulator.audit.LimitCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S8: what is used of the published limits, and silence while banned. A ban counts from when the caller can have heard
 * of it: {@link JudgeTerms#onTheirWay} after the answer; one whose answer was cut off, or whose hearer died before that,
 * was not heard of.
 */
final class RequestJudge {

    private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d+)");

    private final JudgeTerms terms;
    private final Findings findings;
    private final LimitCheck limits = new LimitCheck();
    private final Set<String> toldLimits = new HashSet<>();
    private long heardAt;
    private long bannedUntil;
    private long toldBan;
    private long deafFrom;

    RequestJudge(JudgeTerms terms, Findings findings) {
        this.terms = terms;
        this.findings = findings;
    }

    void request(Observed.RequestSeen request) {
        limits.count(request.at(), request.account(), request.weight(), request.orders());
        for (LimitCheck.Peak peak : limits.peaks()) {
            if (peak.percent() > JudgeTerms.SHARE_OF_A_LIMIT && toldLimits.add(peak.limit())) {
                String what = "%d of %d %s were used, more than %d %%"
                        .formatted(peak.used(), peak.allowed(), peak.limit(), JudgeTerms.SHARE_OF_A_LIMIT);
                findings.add("S8", request.at(), request.account(), what);
            }
        }
        ban(request);
        if (request.code() != 0) {
            findings.count("refused " + request.code());
        }
        if (request.told() != request.status()) {
            findings.count(request.told() == 0 ? "answer lost" : "answer other than the truth");
        }
    }

    private void ban(Observed.RequestSeen request) {
        boolean heard = bannedUntil > 0 && request.at() > heardAt + terms.onTheirWay();
        if (heard && request.at() < bannedUntil && toldBan != bannedUntil) {
            toldBan = bannedUntil;
            String what = "%s %s arrived although the caller was told %d ms before to stay away until %d"
                    .formatted(request.method(), request.path(), request.at() - heardAt, bannedUntil);
            findings.add("S8", request.at(), request.account(), what);
        }
        boolean crossed = request.at() <= deafFrom + terms.onTheirWay();
        if (request.told() != 418 || crossed) {
            return;
        }
        Matcher until = BANNED_UNTIL.matcher(request.text());
        if (until.find() && (!heard || request.at() >= bannedUntil)) {
            heardAt = bannedUntil > request.at() ? heardAt : request.at();
            bannedUntil = Math.max(bannedUntil, Long.parseLong(until.group(1)));
        }
    }

    /** The guard cannot hear from {@code from} on: what was on its way to it, or is asked on its behalf then, is lost. */
    void deaf(long from) {
        deafFrom = from;
        if (heardAt + terms.onTheirWay() >= from) {
            bannedUntil = 0;
        }
    }

    List<LimitCheck.Peak> peaks() {
        return limits.peaks();
    }
}
