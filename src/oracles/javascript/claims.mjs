// One line for each claim; the first that is false ends the run with 1.

const PATIENCE = 30_000;

/** Where the simulator is and who we are there. */
export const exchange = {
  rest: given('BELAY_REST'),
  stream: given('BELAY_STREAM'),
  key: given('BELAY_KEY'),
  secret: given('BELAY_SECRET'),
};

/** Sets last and mark price of a symbol by the simulator's control API, which only it has. */
export async function stands(wanted, price) {
  const answer = await fetch(`${given('BELAY_CONTROL')}/prices/set`, {
    method: 'POST',
    headers: { Authorization: given('BELAY_TOKEN'), 'Content-Type': 'application/json' },
    body: JSON.stringify({ symbol: wanted, price: price.toFixed(1) }),
  });
  if (!answer.ok) {
    throw new Error(`the price of ${wanted} cannot be set: ${await answer.text()}`);
  }
}

export const symbol = 'BTCUSDT';

function given(name) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set: start 'belay simulator' and pass its addresses and key`);
  }
  return process.env[name];
}

/** Does `act` and expects what it returns, or resolves to, to be true. */
export async function claim(text, act) {
  try {
    const held = await inTime(act());
    if (held === true) {
      console.log(`ok   ${text}`);
      return;
    }
    console.log(`NOT  ${text}: ${JSON.stringify(held, wide)}`);
  } catch (failure) {
    console.log(`NOT  ${text}: ${failure.constructor.name} ${failure.message}`);
  }
  process.exit(1);
}

/** Expects `act` to be refused with the exchange's `code`. */
export function refused(text, code, act) {
  return claim(`${text} is refused with ${code}`, async () => {
    try {
      return { answer: await act() };
    } catch (refusal) {
      return Number(refusal.code) === code || String(refusal.message).includes(`"code":${code},`) || refusal.message;
    }
  });
}

/** Waits until `condition` holds. */
export async function until(condition) {
  for (;;) {
    if (condition()) {
      return true;
    }
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing in ${PATIENCE / 1000} s`)), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function wide(_, value) {
  return typeof value === 'bigint' ? value.toString() : value;
}
