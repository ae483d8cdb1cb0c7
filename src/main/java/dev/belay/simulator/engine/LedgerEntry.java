package dev.belay.simulator.engine;

/** Something that survives a restart: the newest entry of each identity is the state of the exchange. */
public sealed interface LedgerEntry
        permits PriceStep,
                SimulatedOrder,
                SimulatedAlgoOrder,
                SimulatedPosition,
                SimulatedTrade,
                FundingPaid,
                Transfer,
                MarginTransfer,
                AccountState,
                SymbolSettings {}
