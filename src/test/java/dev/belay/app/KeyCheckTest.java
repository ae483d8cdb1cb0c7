package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.KeyCheck.Next;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

    private static final long NOW = 1_763_700_000_000L;
    private static final Outcome TOLD = new Outcome.Done(new Answer.ServerTime(NOW));
    private final KeyCheck check = new KeyCheck();

    private static Outcome refused(int code) {
        return new Outcome.Refused(code, "no");
    }

    @Test
    void anAnswerThatIsLostSaysNothingAgainstTheKey() {
        assertThat(check.afterSigned(new Outcome.Unknown("?"), NOW)).isEqualTo(Next.GO_ON);
        assertThat(check.afterSigned(refused(-1008), NOW)).isEqualTo(Next.GO_ON);
        assertThat(check.afterSigned(TOLD, NOW)).isEqualTo(Next.GO_ON);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2014, -1022, -1002, -2017})
    void theseCodesSpeakOfTheKeyAlone(int code) {
        assertThat(check.afterSigned(refused(code), NOW)).isEqualTo(Next.REFUSE_KEY);
        assertThat(check.said()).isEqualTo(code + " no");
    }

    @Test
    void anInvalidKeyIsBelievedOnlyWhenAPublicCallPassesRightAfter() {
        assertThat(check.afterSigned(refused(-2015), NOW)).isEqualTo(Next.ASK_PUBLICLY);
        assertThat(check.afterPublic(TOLD, NOW + 10)).isEqualTo(Next.REFUSE_KEY);
    }

    @Test
    void anInvalidKeyDuringABanProvesNothing() {
        assertThat(check.afterSigned(refused(-2015), NOW)).isEqualTo(Next.ASK_PUBLICLY);
        assertThat(check.afterPublic(refused(-1003), NOW + 10)).isEqualTo(Next.ASK_AGAIN);
        assertThat(check.afterSigned(refused(-2015), NOW + 1_000)).isEqualTo(Next.ASK_PUBLICLY);
        assertThat(check.afterPublic(TOLD, NOW + 121_000)).isEqualTo(Next.ASK_AGAIN);
    }

    @Test
    void aLimitThatIsHitMakesItKeepQuiet() {
        assertThat(check.afterSigned(refused(-1003), NOW)).isEqualTo(Next.KEEP_QUIET);
    }

    @Test
    void theClockGetsFiveChances() {
        for (int i = 0; i < 5; i++) {
            assertThat(check.afterSigned(refused(-1021), NOW)).isEqualTo(Next.ASK_AGAIN);
        }
        assertThat(check.afterSigned(refused(-1021), NOW)).isEqualTo(Next.REFUSE_CLOCK);
    }
}
