// ccxt against the simulator: account, orders, stops, and the watch methods.

import { claim, refused, until } from './claims.mjs';
import { at, client, listen, near, symbol } from './ccxt-client.mjs';

await claim('markets are loaded', async () => symbol in (await client.loadMarkets()));
await claim('the balance is read', async () => (await client.fetchBalance()).USDT.free > 0);
await claim('leverage is set', async () => Number((await client.setLeverage(10, symbol)).leverage) === 10);
await claim('margin mode is set', async () => {
  await client.setMarginMode('isolated', symbol);
  const isolated = (await client.fetchMarginMode(symbol)).marginMode;
  await client.setMarginMode('cross', symbol);
  return isolated === 'isolated';
});
await claim('position mode is set', async () => {
  await client.setPositionMode(true);
  const { hedged } = await client.fetchPositionMode(symbol);
  await client.setPositionMode(false);
  return hedged;
});
await refused('the same position mode again', -4059, () => client.setPositionMode(false));

const orders = [];
const positions = [];
const fills = [];
const balances = [];
listen((heard) => orders.push(...heard), () => client.watchOrders());
listen((heard) => positions.push(...heard), () => client.watchPositions());
listen((heard) => fills.push(...heard), () => client.watchMyTrades());
listen((heard) => balances.push(heard), () => client.watchBalance());
await claim('mark prices are watched', async () => (await client.watchMarkPrice(symbol)).markPrice > 0);
await claim('the best prices are watched', async () => {
  const { bid, ask } = (await client.watchBidsAsks([symbol]))[symbol];
  return bid < ask;
});
await claim('trades are watched', async () => (await client.watchTrades(symbol)).length > 0);
await claim('candles are watched', async () => (await client.watchOHLCV(symbol, '1m')).length > 0);
await claim('candles are read', async () => (await client.fetchOHLCV(symbol, '1m')).length > 0);

let fill;
await claim('a market order is filled', async () => {
  fill = await client.createOrder(symbol, 'market', 'buy', 0.02);
  return fill.status === 'closed' && near(fill.filled, 0.02);
});
await claim('its fill is watched as order, trade, position and balance', () =>
  until(() => orders.some((one) => one.id === fill.id && one.status === 'closed')
    && fills.some((one) => one.order === fill.id && near(one.amount, 0.02) && one.fee.cost > 0)
    && positions.some((one) => one.symbol === symbol && one.side === 'long' && near(one.contracts, 0.02))
    && balances.some((one) => one.USDT.total > 0)));
await claim('the position is fetched', async () => {
  const [position] = await client.fetchPositions([symbol]);
  return position.side === 'long' && near(position.contracts, 0.02) && position.entryPrice > 0;
});
await claim('the trade is fetched', async () => {
  const [trade] = await client.fetchMyTrades(symbol);
  return trade.order === fill.id && trade.takerOrMaker === 'taker';
});
await claim('a limit order rests, is found, cancelled and watched', async () => {
  const placed = await client.createOrder(symbol, 'limit', 'buy', 0.01, await at(0.8));
  const open = await client.fetchOpenOrders(symbol);
  await client.cancelOrder(placed.id, symbol);
  const after = await client.fetchOrder(placed.id, symbol);
  await until(() => orders.some((one) => one.id === placed.id && one.status === 'canceled'));
  return open.length === 1 && open[0].id === placed.id && after.status === 'canceled';
});
await refused('an unknown order', -2011, () => client.cancelOrder('1', symbol));

const reducing = { reduceOnly: true };
await claim('a working stop and a disaster stop are placed', async () => {
  await client.createOrder(symbol, 'STOP_MARKET', 'sell', 0.01, undefined, { ...reducing, stopPrice: await at(0.8) });
  await client.createOrder(symbol, 'STOP_MARKET', 'sell', undefined, undefined,
    { stopPrice: await at(0.7), closePosition: true });
  return (await client.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).length === 2;
});
await claim('a trailing stop is placed', async () => {
  const trail = await client.createOrder(symbol, 'TRAILING_STOP_MARKET', 'sell', 0.01, undefined,
    { ...reducing, trailingPercent: 1, trailingTriggerPrice: await at(1.2) });
  return trail.info.callbackRate !== '' && Number(trail.info.callbackRate) === 1;
});
await claim('take-profits and stop-limits are placed', async () => {
  const high = { ...reducing, stopPrice: await at(1.2) };
  const low = { ...reducing, stopPrice: await at(0.8) };
  await client.createOrder(symbol, 'TAKE_PROFIT_MARKET', 'sell', 0.01, undefined, high);
  await client.createOrder(symbol, 'TAKE_PROFIT', 'sell', 0.01, await at(1.21), high);
  await client.createOrder(symbol, 'STOP', 'sell', 0.01, await at(0.79), low);
  return (await client.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).length === 6;
});
await claim('a stop is fetched and cancelled by its number', async () => {
  const [first] = await client.fetchOpenOrders(symbol, undefined, undefined, { trigger: true });
  const fetched = await client.fetchOrder(first.id, symbol, { trigger: true });
  await client.cancelOrder(first.id, symbol, { trigger: true });
  await until(() => orders.some((one) => one.id === first.id && one.status === 'canceled'));
  return fetched.id === first.id && fetched.status === 'open';
});
await claim('the others are cancelled together', async () => {
  await client.cancelAllOrders(symbol, { trigger: true });
  return (await client.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).length === 0;
});
await claim('a stop close by fires and takes its part of the position', async () => {
  const close = { ...reducing, workingType: 'MARK_PRICE' };
  await client.createOrder(symbol, 'STOP_MARKET', 'sell', 0.01, undefined, { ...close, stopPrice: await at(0.9999) });
  await client.createOrder(symbol, 'TAKE_PROFIT_MARKET', 'sell', 0.01, undefined,
    { ...close, stopPrice: await at(1.0001) });
  return until(() => positions.some((one) => one.symbol === symbol && near(one.contracts, 0.01)));
});
await claim('the position is closed', async () => {
  await client.cancelAllOrders(symbol, { trigger: true });
  const [position] = await client.fetchPositions([symbol]);
  await client.createOrder(symbol, 'market', 'sell', position.contracts, undefined, reducing);
  return (await client.fetchPositions([symbol])).length === 0;
});
await client.close();
process.exit(0);
