import { absentAtAddress } from './absent-at-address.ts';
import { accountAbroad } from './account-abroad.ts';
import { addressChurn } from './address-churn.ts';
import { cashCap } from './cash-cap.ts';
import { cashCrew } from './cash-crew.ts';
import { cashOutChain } from './cash-out-chain.ts';
import { cashShare } from './cash-share.ts';
import { circularOwnership } from './circular-ownership.ts';
import { clusterTaint } from './cluster-taint.ts';
import { commonControl } from './common-control.ts';
import { controlChurn } from './control-churn.ts';
import { dealsAfterFakeDate } from './deals-after-fake-date.ts';
import type { Detector } from './detector.ts';
import { distanceToFake } from './distance-to-fake.ts';
import { dormantThenActive } from './dormant-then-active.ts';
import { dropCard } from './drop-card.ts';
import { equalDaily } from './equal-daily.ts';
import { exitNode } from './exit-node.ts';
import { fan } from './fan.ts';
import { fanInCash } from './fan-in-cash.ts';
import { groupFlow } from './group-flow.ts';
import { identifierDefect } from './identifier-defect.ts';
import { inactiveLink } from './inactive-link.ts';
import { incorporationBurst } from './incorporation-burst.ts';
import { invoiceCarousel } from './invoice-carousel.ts';
import { invoiceWithoutPayment } from './invoice-without-payment.ts';
import { layers } from './layers.ts';
import { listedLink } from './listed-link.ts';
import { lowTax } from './low-tax.ts';
import { massAddress } from './mass-address.ts';
import { massDirector } from './mass-director.ts';
import { massFounder } from './mass-founder.ts';
import { minimumCapital } from './minimum-capital.ts';
import { missingTrader } from './missing-trader.ts';
import { moneyStaysInside } from './money-stays-inside.ts';
import { noAssets } from './no-assets.ts';
import { noStaff } from './no-staff.ts';
import { organiser } from './organiser.ts';
import { p2pExchangeHub } from './p2p-exchange-hub.ts';
import { passThrough } from './pass-through.ts';
import { personStatus } from './person-status.ts';
import { phoenix } from './phoenix.ts';
import { repeatedSums } from './repeated-sums.ts';
import { ring } from './ring.ts';
import { roundAmounts } from './round-amounts.ts';
import { scatterGather } from './scatter-gather.ts';
import { sharedContact } from './shared-contact.ts';
import { structuring } from './structuring.ts';
import { thirdPartyCard } from './third-party-card.ts';
import { topupThreshold } from './topup-threshold.ts';
import { turnoverJump } from './turnover-jump.ts';
import { unlicensedVasp } from './unlicensed-vasp.ts';
import { unusualPerson } from './unusual-person.ts';
import { vatBreak } from './vat-break.ts';
import { youngTurnover } from './young-turnover.ts';

/** Every rule of the catalogue, in the order of the codes; a new rule is one file and one line here. */
export const detectors: readonly Detector[] = [
  massAddress,
  massDirector,
  massFounder,
  inactiveLink,
  personStatus,
  listedLink,
  phoenix,
  youngTurnover,
  minimumCapital,
  noStaff,
  noAssets,
  absentAtAddress,
  controlChurn,
  incorporationBurst,
  circularOwnership,
  sharedContact,
  addressChurn,
  unusualPerson,
  identifierDefect,
  lowTax,
  turnoverJump,
  vatBreak,
  missingTrader,
  invoiceCarousel,
  dealsAfterFakeDate,
  invoiceWithoutPayment,
  passThrough,
  cashShare,
  cashCap,
  fanInCash,
  fan,
  scatterGather,
  ring,
  layers,
  structuring,
  topupThreshold,
  dormantThenActive,
  roundAmounts,
  dropCard,
  thirdPartyCard,
  cashCrew,
  p2pExchangeHub,
  unlicensedVasp,
  equalDaily,
  cashOutChain,
  accountAbroad,
  repeatedSums,
  commonControl,
  clusterTaint,
  distanceToFake,
  moneyStaysInside,
  organiser,
  exitNode,
  groupFlow,
];
