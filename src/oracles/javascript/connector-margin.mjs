// Binance's own JavaScript connector against the simulator: trails, batches, isolated margin, hedge mode, history.

import { claim, refused, stands, symbol, until } from './claims.mjs';
import { api, ask, at, client, conditional, mark } from './connector-client.mjs';

const streams = await client.websocketStreams.connect();
const events = [];
const candles = [];
streams.klineCandlestickStreams({ symbol: symbol.toLowerCase(), interval: '1m' })
  .on('message', (one) => candles.push(one));
const { listenKey } = await ask(api.startUserDataStream());
streams.userData(listenKey).on('message', (one) => events.push(one));
const position = async (positionSide) =>
  (await ask(api.positionInformationV3({ symbol }))).find((one) => one.positionSide === positionSide);
const market = async (side, quantity, more) =>
  ask(api.newOrder({ symbol, side, type: 'MARKET', quantity, ...more }));
const algo = (name, state) =>
  until(() => events.some((one) => one.e === 'ALGO_UPDATE' && one.o.caid === name && one.o.X === state));

await claim('candles are fetched and heard', async () => {
  await until(() => candles.length > 0);
  const fetched = await ask(api.klineCandlestickData({ symbol, interval: '1m', limit: 10 }));
  return fetched.length > 0 && fetched[0].length === 12 && Number(candles[0].k.h) >= Number(candles[0].k.l);
});
await claim('the funding rate and its history are read', async () => {
  const history = await ask(api.getFundingRateHistory({ symbol, limit: 10 }));
  const { lastFundingRate } = await ask(api.markPrice({ symbol }));
  return Number.isFinite(Number(lastFundingRate)) && history.every((one) => one.symbol === symbol);
});
await claim('leverage is set and heard', async () => {
  await ask(api.changeInitialLeverage({ symbol, leverage: 10 }));
  return until(() => events.some((one) => one.e === 'ACCOUNT_CONFIG_UPDATE' && Number(one.ac.l) === 10));
});

const resting = async (newClientOrderId, factor) => ({
  symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01',
  price: String(await at(factor)), newClientOrderId,
});
await claim('a batch is placed one by one: one refusal leaves the others', async () => {
  const bad = { ...(await resting('js-b2', 0.8)), price: '0.05' };
  const batchOrders = [await resting('js-b1', 0.8), bad, await resting('js-b3', 0.79)];
  const placed = await ask(api.placeMultipleOrders({ batchOrders }));
  return placed[0].status === 'NEW' && placed[1].code < 0 && placed[2].status === 'NEW';
});
await claim('a resting order is amended', async () => {
  const [order] = await ask(api.currentAllOpenOrders({ symbol }));
  const price = await at(0.81);
  await ask(api.modifyOrder({ symbol, orderId: order.orderId, side: 'BUY', quantity: 0.02, price }));
  const amended = await ask(api.queryOrder({ symbol, orderId: order.orderId }));
  return Number(amended.price) === price && Number(amended.origQty) === 0.02;
});
await claim('a batch is cancelled together', async () => {
  const orderIdList = (await ask(api.currentAllOpenOrders({ symbol }))).map((one) => one.orderId);
  const cancelled = await ask(api.cancelMultipleOrders({ symbol, orderIdList }));
  return cancelled.length === 2 && cancelled.every((one) => one.status === 'CANCELED');
});

await claim('a trail sleeps until its activation, then follows and fires', async () => {
  await market('BUY', 0.01);
  const start = await mark();
  const activatePrice = Number((start * 1.02).toFixed(1));
  await conditional('TRAILING_STOP_MARKET', 'js-t1',
    { quantity: 0.01, reduceOnly: 'true', activatePrice, callbackRate: 1, workingType: 'MARK_PRICE' });
  await stands(symbol, start * 0.98);
  const asleep = (await ask(api.queryAlgoOrder({ clientAlgoId: 'js-t1' }))).algoStatus;
  await stands(symbol, start * 1.03);
  await until(() => events.some((one) => one.e === 'ALGO_UPDATE' && one.o.caid === 'js-t1' && one.o.ia === true));
  await stands(symbol, start * 1.015);
  await algo('js-t1', 'FINISHED');
  return asleep === 'NEW' && (await position('BOTH')) === undefined;
});

await claim('margin is added to an isolated position and taken again', async () => {
  await ask(api.changeMarginType({ symbol, marginType: 'ISOLATED' }));
  await market('BUY', 0.01);
  const wallet = async () => Number((await position('BOTH')).isolatedWallet);
  const before = await wallet();
  await ask(api.modifyIsolatedPositionMargin({ symbol, amount: 50, type: '1' }));
  const more = (await wallet()) - before;
  await ask(api.modifyIsolatedPositionMargin({ symbol, amount: 20, type: '2' }));
  const less = (await wallet()) - before;
  await market('SELL', 0.01, { reduceOnly: 'true' });
  await ask(api.changeMarginType({ symbol, marginType: 'CROSSED' }));
  return Math.abs(more - 50) < 1e-6 && Math.abs(less - 30) < 1e-6;
});

await claim('in hedge mode both sides stand beside each other', async () => {
  await ask(api.changePositionMode({ dualSidePosition: 'true' }));
  await market('BUY', 0.02, { positionSide: 'LONG' });
  await market('SELL', 0.01, { positionSide: 'SHORT' });
  return Number((await position('LONG')).positionAmt) === 0.02
    && Number((await position('SHORT')).positionAmt) === -0.01;
});
await refused('an order without a side of the position', -4061, () => market('BUY', 0.01));
await claim('a stop of the long side leaves the short side alone', async () => {
  const start = await mark();
  await conditional('STOP_MARKET', 'js-h1', {
    positionSide: 'LONG', closePosition: 'true', triggerPrice: Number((start * 0.99).toFixed(1)),
    workingType: 'MARK_PRICE',
  });
  await stands(symbol, start * 0.985);
  await algo('js-h1', 'FINISHED');
  return (await position('LONG')) === undefined && Number((await position('SHORT')).positionAmt) === -0.01;
});
await claim('income names what was realized and what was paid', async () => {
  await market('BUY', 0.01, { positionSide: 'SHORT' });
  const income = await ask(api.getIncomeHistory({ symbol, limit: 100 }));
  const kinds = new Set(income.map((one) => one.incomeType));
  return kinds.has('REALIZED_PNL') && kinds.has('COMMISSION');
});
await streams.disconnect();
process.exit(0);
