// Binance's own JavaScript connector against the simulator: account, orders, stops and streams.

import { claim, refused, symbol, until } from './claims.mjs';
import { api, ask, at, client, conditional } from './connector-client.mjs';

await claim('time is ours within a second', async () =>
  Math.abs(Number((await ask(api.checkServerTime())).serverTime) - Date.now()) < 1000);
await claim('exchangeInfo names the symbols', async () =>
  (await ask(api.exchangeInformation())).symbols.some((one) => one.symbol === symbol));
await claim('the account is flat and has money', async () => {
  const account = await ask(api.accountInformationV3());
  return Number(account.totalWalletBalance) > 0 && account.positions.length === 0;
});
await claim('leverage is set', async () =>
  Number((await ask(api.changeInitialLeverage({ symbol, leverage: 20 }))).leverage) === 20);
await claim('margin type is set', async () => {
  await ask(api.changeMarginType({ symbol, marginType: 'ISOLATED' }));
  const isolated = (await ask(api.symbolConfiguration({ symbol })))[0].marginType;
  await ask(api.changeMarginType({ symbol, marginType: 'CROSSED' }));
  return isolated === 'ISOLATED';
});
await refused('the same margin type again', -4046, () => ask(api.changeMarginType({ symbol, marginType: 'CROSSED' })));
await claim('position mode is set', async () => {
  await ask(api.changePositionMode({ dualSidePosition: 'true' }));
  const hedge = (await ask(api.getCurrentPositionMode())).dualSidePosition;
  await ask(api.changePositionMode({ dualSidePosition: 'false' }));
  return hedge === true;
});

const streams = await client.websocketStreams.connect();
const marks = [];
const books = [];
const events = [];
streams.markPriceStream({ symbol: symbol.toLowerCase(), updateSpeed: '1s' }).on('message', (one) => marks.push(one));
streams.individualSymbolBookTickerStreams({ symbol: symbol.toLowerCase() }).on('message', (one) => books.push(one));
const { listenKey } = await ask(api.startUserDataStream());
streams.userData(listenKey).on('message', (one) => events.push(one));
await claim('mark prices come every second', () => until(() => marks.length >= 2 && marks[0].s === symbol));
await claim('the best bid is below the best ask', async () => {
  await until(() => books.length > 0);
  return Number(books[0].b) < Number(books[0].a);
});

await claim('a market order is filled', async () =>
  (await ask(api.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.02, newOrderRespType: 'RESULT' })))
    .status === 'FILLED');
await claim('its fill is heard as order and as account', () =>
  until(() => events.some((one) => one.e === 'ORDER_TRADE_UPDATE' && one.o.X === 'FILLED')
    && events.some((one) => one.e === 'ACCOUNT_UPDATE' && one.a.P[0].pa === '0.02')));
await claim('the position is reported', async () =>
  Number((await ask(api.positionInformationV3({ symbol })))[0].positionAmt) === 0.02);
await claim('a limit order rests, is found and cancelled', async () => {
  const price = await at(0.8);
  const placed = await ask(api.newOrder(
    { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price, newClientOrderId: 'js-1' }));
  const open = await ask(api.currentAllOpenOrders({ symbol }));
  const found = await ask(api.queryOrder({ symbol, origClientOrderId: 'js-1' }));
  const cancelled = await ask(api.cancelOrder({ symbol, orderId: placed.orderId }));
  return open.length === 1 && found.orderId === placed.orderId && cancelled.status === 'CANCELED';
});
await refused('an unknown order', -2011, () => ask(api.cancelOrder({ symbol, origClientOrderId: 'js-1' })));

const stop = { quantity: 0.01, reduceOnly: 'true' };
await claim('a working stop is placed', async () =>
  (await conditional('STOP_MARKET', 'js-w1', { ...stop, triggerPrice: await at(0.8), workingType: 'MARK_PRICE' }))
    .algoStatus === 'NEW');
await claim('a disaster stop is placed beside it', async () =>
  (await conditional('STOP_MARKET', 'js-d1', { closePosition: 'true', triggerPrice: await at(0.7) }))
    .timeInForce === 'GTE_GTC');
await claim('a trailing stop keeps its activation', async () => {
  const activatePrice = await at(1.2);
  const trail = await conditional('TRAILING_STOP_MARKET', 'js-t1', { ...stop, activatePrice, callbackRate: 1 });
  return Number(trail.activatePrice) === activatePrice && Number(trail.callbackRate) === 1;
});
await claim('take-profits and stop-limits are placed', async () => {
  const types = [
    await conditional('TAKE_PROFIT_MARKET', 'js-p1', { ...stop, triggerPrice: await at(1.2) }),
    await conditional('TAKE_PROFIT', 'js-p2', { ...stop, triggerPrice: await at(1.2), price: await at(1.21) }),
    await conditional('STOP', 'js-s1', { ...stop, triggerPrice: await at(0.8), price: await at(0.79) }),
  ];
  return types.every((one) => one.algoStatus === 'NEW');
});
await claim('all six are listed', async () => (await ask(api.currentAllAlgoOpenOrders({ symbol }))).length === 6);
await claim('one is cancelled by its own name', async () => {
  const { code } = await ask(api.cancelAlgoOrder({ clientAlgoId: 'js-w1' }));
  return code === '200' && (await ask(api.queryAlgoOrder({ clientAlgoId: 'js-w1' }))).algoStatus === 'CANCELED';
});
await claim('its end is heard', () =>
  until(() => events.some((one) => one.e === 'ALGO_UPDATE' && one.o.caid === 'js-w1' && one.o.X === 'CANCELED')));
await claim('the others are cancelled together', async () => {
  await ask(api.cancelAllAlgoOpenOrders({ symbol }));
  return (await ask(api.currentAllAlgoOpenOrders({ symbol }))).length === 0;
});
await claim('a stop close by fires and its order fills', async () => {
  const near = { ...stop, workingType: 'MARK_PRICE' };
  await conditional('STOP_MARKET', 'js-w2', { ...near, triggerPrice: await at(0.9999) });
  await conditional('TAKE_PROFIT_MARKET', 'js-w3', { ...near, triggerPrice: await at(1.0001) });
  return until(() => events.some((one) => one.e === 'ALGO_UPDATE' && one.o.X === 'FINISHED' && one.o.aq === '0.01'));
});
await claim('the position is closed', async () => {
  await ask(api.cancelAllAlgoOpenOrders({ symbol }));
  const [{ positionAmt }] = await ask(api.positionInformationV3({ symbol }));
  await ask(api.newOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: Number(positionAmt), reduceOnly: 'true' }));
  return (await ask(api.positionInformationV3({ symbol }))).length === 0;
});
await claim('trades and income agree on the commission', async () => {
  const trades = await ask(api.accountTradeList({ symbol }));
  const income = await ask(api.getIncomeHistory({ incomeType: 'COMMISSION' }));
  const sum = (rows, field) => rows.reduce((total, row) => total + Number(row[field]), 0);
  return Math.abs(sum(trades, 'commission') + sum(income, 'income')) < 1e-8;
});
await streams.disconnect();
process.exit(0);
