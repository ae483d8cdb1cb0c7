// Binance's own JavaScript connector, with nothing set but addresses and keys.

import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures';
import { exchange, symbol } from './claims.mjs';

export const client = new DerivativesTradingUsdsFutures({
  configurationRestAPI: { apiKey: exchange.key, apiSecret: exchange.secret, basePath: exchange.rest, timeout: 5000 },
  configurationWebsocketStreams: { wsURL: exchange.stream },
});
export const api = client.restAPI;
export const ask = async (call) => (await call).data();
export const mark = async () => Number((await ask(api.markPrice({ symbol }))).markPrice);
export const at = async (factor) => Number(((await mark()) * factor).toFixed(1));
export const conditional = async (type, clientAlgoId, more) =>
  ask(api.newAlgoOrder({ algoType: 'CONDITIONAL', symbol, side: 'SELL', type, clientAlgoId, ...more }));
