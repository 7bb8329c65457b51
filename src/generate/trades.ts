import type { Rng } from './random.ts';

/** Kinds of business with their OKED codes, how common they are, and what their invoices say. */
export interface Trade {
  oked: string;
  share: number;
  /** Households buy there by card, with this merchant category code. */
  mcc: string;
  goods: string;
}

export const TRADES: readonly Trade[] = [
  { oked: '47111', share: 9, mcc: '5411', goods: 'продукты питания' },
  { oked: '47730', share: 3, mcc: '5912', goods: 'лекарственные средства' },
  { oked: '56101', share: 5, mcc: '5812', goods: 'услуги общественного питания' },
  { oked: '47300', share: 2, mcc: '5541', goods: 'горюче-смазочные материалы' },
  { oked: '47710', share: 4, mcc: '5651', goods: 'одежда' },
  { oked: '46901', share: 14, mcc: '', goods: 'товары широкого потребления' },
  { oked: '46731', share: 7, mcc: '', goods: 'строительные материалы' },
  { oked: '41201', share: 10, mcc: '', goods: 'строительно-монтажные работы' },
  { oked: '43210', share: 4, mcc: '', goods: 'электромонтажные работы' },
  { oked: '49410', share: 7, mcc: '', goods: 'транспортные услуги' },
  { oked: '52291', share: 3, mcc: '', goods: 'экспедирование грузов' },
  { oked: '62011', share: 5, mcc: '', goods: 'разработка программного обеспечения' },
  { oked: '68201', share: 5, mcc: '', goods: 'аренда помещений' },
  { oked: '69201', share: 3, mcc: '', goods: 'бухгалтерские услуги' },
  { oked: '70221', share: 4, mcc: '', goods: 'консультационные услуги' },
  { oked: '73111', share: 3, mcc: '', goods: 'рекламные услуги' },
  { oked: '01111', share: 4, mcc: '', goods: 'зерно' },
  { oked: '10710', share: 3, mcc: '', goods: 'хлебобулочные изделия' },
  { oked: '25110', share: 3, mcc: '', goods: 'металлоконструкции' },
  { oked: '86220', share: 2, mcc: '8011', goods: 'медицинские услуги' },
];
const SHARES = TRADES.reduce((sum, trade) => sum + trade.share, 0);

export function tradeOf(rng: Rng): number {
  let left = rng() * SHARES;
  for (let i = 0; i < TRADES.length; i += 1) {
    left -= TRADES[i]!.share;
    if (left < 0) return i;
  }
  return 0;
}
