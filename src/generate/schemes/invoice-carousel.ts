import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { littleBusiness, plainFirm, shellFirm, tenge } from '../scheme-parts.ts';

/**
 * The same goods are invoiced round three to six firms within sixty days, hardly anything is paid. Cut up: two smaller
 * invoices at each step. Camouflaged: ordinary firms and nearly the whole sixty days.
 */
export const invoiceCarousel: SchemeKind = { kind: 'invoice-carousel', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const length = between(rng, 3, 6);
  const firms = Array.from({ length }, () => ground.company(hidden ? plainFirm(ground) : shellFirm(ground), 'member'));
  for (const firm of firms) littleBusiness(ground, firm, 2);
  const goods = pick(rng, ['металлоконструкции', 'зерно', 'горюче-смазочные материалы']);
  const step = Math.floor((hidden ? 57 : 24) / length);
  let day = PERIOD_START + between(rng, 80, 250);
  let amount = between(rng, 15, 70) * 1_000_000;
  firms.forEach((seller, k) => {
    const buyer = firms[(k + 1) % length]!;
    const parts = difficulty === 'split' ? 2 : 1;
    for (let part = 0; part < parts; part += 1) {
      const amountMinor = tenge(Math.round(amount / parts));
      ground.invoice({ day, seller, buyer, amountMinor, vatMinor: Math.round((amountMinor * 16) / 116), goods });
    }
    day += between(rng, 1, step);
    amount *= 1 + rng() * 0.02;
  });
}
