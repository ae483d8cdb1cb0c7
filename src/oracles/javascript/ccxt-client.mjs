// ccxt's USDⓈ-M futures class, with nothing set but addresses and keys.

import ccxt from 'ccxt';
import { exchange } from './claims.mjs';

export const symbol = 'BTC/USDT:USDT';
export const client = new ccxt.pro.binanceusdm({
  apiKey: exchange.key,
  secret: exchange.secret,
  enableRateLimit: false,
  // Currencies are another service's; single trades are a stream that the exchange does not document.
  options: { fetchCurrencies: false, watchTrades: { name: 'aggTrade' } },
});
for (const version of ['', 'V2', 'V3']) {
  const path = `${exchange.rest}/fapi/${version.toLowerCase() || 'v1'}`;
  client.urls.api[`fapiPublic${version}`] = path;
  client.urls.api[`fapiPrivate${version}`] = path;
}
client.urls.api.ws.future = `${exchange.stream}/ws`;
await client.loadHttpProxyAgent();

export const mark = async () => (await client.fetchMarkPrice(symbol)).markPrice;
export const at = async (factor) => Number(client.priceToPrecision(symbol, (await mark()) * factor));
export const near = (one, other) => Math.abs(one - other) < 1e-9;

/** Hands everything that a watch method brings to `hear`, until the client is closed. */
export async function listen(hear, watch) {
  try {
    for (;;) {
      hear(structuredClone([await watch()])[0]);
    }
  } catch (end) {
    if (!(end instanceof ccxt.ExchangeClosedByUser)) {
      console.log(`NOT  watched without a failure: ${end.message}`);
      process.exit(1);
    }
  }
}
