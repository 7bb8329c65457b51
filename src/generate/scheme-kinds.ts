import type { SchemeKind } from './plan.ts';
import { absentAtAddress } from './schemes/absent-at-address.ts';
import { accountAbroad } from './schemes/account-abroad.ts';
import { addressChurn } from './schemes/address-churn.ts';
import { cashCap } from './schemes/cash-cap.ts';
import { cashCrew } from './schemes/cash-crew.ts';
import { cashOutGroup } from './schemes/cash-out-group.ts';
import { cashShare } from './schemes/cash-share.ts';
import { circularOwnership } from './schemes/circular-ownership.ts';
import { controlChurn } from './schemes/control-churn.ts';
import { dealsWithFake } from './schemes/deals-with-fake.ts';
import { dormantActive } from './schemes/dormant-active.ts';
import { dropCard } from './schemes/drop-card.ts';
import { equalDaily } from './schemes/equal-daily.ts';
import { exchangeHub } from './schemes/exchange-hub.ts';
import { exitNode } from './schemes/exit-node.ts';
import { fanIn } from './schemes/fan-in.ts';
import { fanInCash } from './schemes/fan-in-cash.ts';
import { fanOut } from './schemes/fan-out.ts';
import { gatherScatter } from './schemes/gather-scatter.ts';
import { groupFlow } from './schemes/group-flow.ts';
import { honestAccountant } from './schemes/honest-accountant.ts';
import { honestAcquirer } from './schemes/honest-acquirer.ts';
import { honestBranches } from './schemes/honest-branches.ts';
import { honestBuilder } from './schemes/honest-builder.ts';
import { honestBusinessCentre } from './schemes/honest-business-centre.ts';
import { honestCashPool } from './schemes/honest-cash-pool.ts';
import { honestCharity } from './schemes/honest-charity.ts';
import { honestFamilyCard } from './schemes/honest-family-card.ts';
import { honestFarm } from './schemes/honest-farm.ts';
import { honestFlatBlock } from './schemes/honest-flat-block.ts';
import { honestFranchise } from './schemes/honest-franchise.ts';
import { honestHolding } from './schemes/honest-holding.ts';
import { honestHousingCooperative } from './schemes/honest-housing-cooperative.ts';
import { honestLawFirm } from './schemes/honest-law-firm.ts';
import { honestLicensedExchange } from './schemes/honest-licensed-exchange.ts';
import { honestMarketplace } from './schemes/honest-marketplace.ts';
import { honestMerchant } from './schemes/honest-merchant.ts';
import { honestMoneyTransfer } from './schemes/honest-money-transfer.ts';
import { honestMover } from './schemes/honest-mover.ts';
import { honestPaydayMachine } from './schemes/honest-payday-machine.ts';
import { honestPayroll } from './schemes/honest-payroll.ts';
import { honestSchool } from './schemes/honest-school.ts';
import { honestSecondStart } from './schemes/honest-second-start.ts';
import { honestSerialFounder } from './schemes/honest-serial-founder.ts';
import { honestUtility } from './schemes/honest-utility.ts';
import { inactiveLink } from './schemes/inactive-link.ts';
import { incorporationBurst } from './schemes/incorporation-burst.ts';
import { invoiceCarousel } from './schemes/invoice-carousel.ts';
import { listedLink } from './schemes/listed-link.ts';
import { lowTax } from './schemes/low-tax.ts';
import { massAddress } from './schemes/mass-address.ts';
import { massDirector } from './schemes/mass-director.ts';
import { massFounder } from './schemes/mass-founder.ts';
import { missingTrader } from './schemes/missing-trader.ts';
import { organiser } from './schemes/organiser.ts';
import { passThrough } from './schemes/pass-through.ts';
import { personStatus } from './schemes/person-status.ts';
import { phoenix } from './schemes/phoenix.ts';
import { repeatedSums } from './schemes/repeated-sums.ts';
import { ring } from './schemes/ring.ts';
import { roundSums } from './schemes/round-sums.ts';
import { scatterGather } from './schemes/scatter-gather.ts';
import { sharedContact } from './schemes/shared-contact.ts';
import { shellCluster } from './schemes/shell-cluster.ts';
import { stack } from './schemes/stack.ts';
import { structuring } from './schemes/structuring.ts';
import { thirdPartyCard } from './schemes/third-party-card.ts';
import { topupThreshold } from './schemes/topup-threshold.ts';
import { turnoverJump } from './schemes/turnover-jump.ts';
import { unlicensedVasp } from './schemes/unlicensed-vasp.ts';
import { unpaidInvoices } from './schemes/unpaid-invoices.ts';
import { unusualPerson } from './schemes/unusual-person.ts';
import { vatBreak } from './schemes/vat-break.ts';

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
  phoenix,
  incorporationBurst,
  controlChurn,
  circularOwnership,
  sharedContact,
  addressChurn,
  listedLink,
  absentAtAddress,
  personStatus,
  unusualPerson,
  lowTax,
  turnoverJump,
  vatBreak,
  missingTrader,
  dealsWithFake,
  unpaidInvoices,
  cashCap,
  scatterGather,
  gatherScatter,
  stack,
  structuring,
  topupThreshold,
  dormantActive,
  dropCard,
  thirdPartyCard,
  cashCrew,
  unlicensedVasp,
  equalDaily,
  accountAbroad,
  repeatedSums,
  roundSums,
  exitNode,
  organiser,
  groupFlow,
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
  honestHousingCooperative,
  honestPaydayMachine,
  honestFamilyCard,
  honestMover,
  honestBuilder,
  honestSerialFounder,
  honestSecondStart,
  honestSchool,
  honestCashPool,
];
