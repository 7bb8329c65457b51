import type { SchemeKind } from './plan.ts';
import { cashOutGroup } from './schemes/cash-out-group.ts';
import { cashShare } from './schemes/cash-share.ts';
import { exchangeHub } from './schemes/exchange-hub.ts';
import { fanIn } from './schemes/fan-in.ts';
import { fanInCash } from './schemes/fan-in-cash.ts';
import { fanOut } from './schemes/fan-out.ts';
import { honestAccountant } from './schemes/honest-accountant.ts';
import { honestAcquirer } from './schemes/honest-acquirer.ts';
import { honestBranches } from './schemes/honest-branches.ts';
import { honestBusinessCentre } from './schemes/honest-business-centre.ts';
import { honestCharity } from './schemes/honest-charity.ts';
import { honestFarm } from './schemes/honest-farm.ts';
import { honestFlatBlock } from './schemes/honest-flat-block.ts';
import { honestFranchise } from './schemes/honest-franchise.ts';
import { honestHolding } from './schemes/honest-holding.ts';
import { honestLawFirm } from './schemes/honest-law-firm.ts';
import { honestLicensedExchange } from './schemes/honest-licensed-exchange.ts';
import { honestMarketplace } from './schemes/honest-marketplace.ts';
import { honestMerchant } from './schemes/honest-merchant.ts';
import { honestMoneyTransfer } from './schemes/honest-money-transfer.ts';
import { honestPayroll } from './schemes/honest-payroll.ts';
import { honestUtility } from './schemes/honest-utility.ts';
import { inactiveLink } from './schemes/inactive-link.ts';
import { invoiceCarousel } from './schemes/invoice-carousel.ts';
import { massAddress } from './schemes/mass-address.ts';
import { massDirector } from './schemes/mass-director.ts';
import { massFounder } from './schemes/mass-founder.ts';
import { passThrough } from './schemes/pass-through.ts';
import { ring } from './schemes/ring.ts';
import { shellCluster } from './schemes/shell-cluster.ts';

/** In the order of planting; a new kind goes to the end, so that the others stay where they are. */
export const SCHEME_KINDS: readonly SchemeKind[] = [
  ring,
  cashOutGroup,
  shellCluster,
  fanInCash,
  fanOut,
  fanIn,
  passThrough,
  cashShare,
  inactiveLink,
  exchangeHub,
  massDirector,
  massFounder,
  massAddress,
  invoiceCarousel,
];

export const HONEST_KINDS: readonly SchemeKind[] = [
  honestPayroll,
  honestMerchant,
  honestUtility,
  honestHolding,
  honestAccountant,
  honestBusinessCentre,
  honestLawFirm,
  honestBranches,
  honestFranchise,
  honestFlatBlock,
  honestMarketplace,
  honestAcquirer,
  honestMoneyTransfer,
  honestLicensedExchange,
  honestCharity,
  honestFarm,
];
