import { monthStarts, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** Firms of different owners under one brand, that pay the brand's owner a monthly royalty. */
export const honestFranchise: SchemeKind = { kind: 'honest-franchise', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const word = `Дәм Қала ${between(rng, 2, 99)}`;
  const brand = ground.company(plainFirm(ground, { word, oked: '77400', sizeClass: 'small' }), 'franchisor');
  const size = between(rng, 6, 8);
  for (let k = 0; k < size; k += 1) {
    const shop = ground.company(
      plainFirm(ground, { word: `${word} №${k + 1}`, oked: '56101', email: 'info@dam-qala.example' }),
      'franchisee',
    );
    for (const month of monthStarts()) {
      const second = officeSecond(rng, workdayFrom(month + between(rng, 9, 13)));
      const fee = tenge(between(rng, 90, 240) * 1000);
      ground.transfer(
        second,
        ground.firmAccount(shop),
        ground.firmAccount(brand),
        fee,
        'Роялти по договору франчайзинга',
      );
    }
  }
}
