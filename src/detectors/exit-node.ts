import { intervalOf } from '../graph/edge-times.ts';
import { type ClusterAccounts, clusterAccounts } from '../graph/flows/cluster-accounts.ts';
import { type ClusterExit, clusterExits, exitTransfers } from '../graph/flows/cluster-exits.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_UNDER_COMMON_CONTROL, TIME_TO_LEAVE } from './shared/options.ts';

/** Whoever takes much of what leaves a cluster of firms and turns it into cash or crypto: FATF typologies of cash-out networks. */
export const exitNode: Detector = {
  indicator: 'N06',
  name: 'exit-node',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account', 'company', 'person'],
  source: 'FATF, Professional Money Laundering (2018): cash-out points of a network',
  inputs: [
    ['roles.role', 'companies.address', 'addresses.address', 'companies.phone', 'contacts.value', 'accounts.holder_id'],
    'accounts.holder_id',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'transactions.channel', 'lists.list'],
  ],
  options: {
    taken: {
      default: 0.3,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of the cluster’s outflow that one takes',
        kk: 'Топтан шыққан ақшаның біреу алатын ең аз үлесі',
        ru: 'Наименьшая доля оттока группы, которую забирает один',
      },
    },
    gone: {
      default: 0.5,
      unit: 'share',
      ours: true,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of that which leaves as cash or to a crypto service provider',
        kk: 'Соның қолма-қол не криптоқызмет провайдеріне кететін ең аз үлесі',
        ru: 'Наименьшая доля взятого, ушедшая в наличные или к провайдеру криптоуслуг',
      },
    },
    window: TIME_TO_LEAVE,
    firms: FIRMS_UNDER_COMMON_CONTROL,
  },
  texts: {
    title: {
      en: 'One takes a cluster’s money and turns it into cash',
      kk: 'Біреу топтың ақшасын алып, қолма-қол ақшаға айналдырады',
      ru: 'Один забирает деньги группы и обращает их в наличные',
    },
    definition: {
      en: 'An outsider takes at least {taken} of what at least {firms} unrelated firms under common control send to others, and at least {gone} of that leaves within {window} as cash or to a crypto service provider (first in, first out).',
      kk: 'Бөгде біреу ортақ бақылаудағы өзара байланыссыз кемінде {firms} фирма басқаларға жіберген ақшаның кемінде {taken} бөлігін алады, ал оның кемінде {gone} бөлігі {window} ішінде қолма-қол алынады не криптоқызмет провайдеріне кетеді (бірінші келген — бірінші кетеді).',
      ru: 'Посторонний забирает не менее {taken} того, что не менее чем {firms} не связанные владением фирмы под общим управлением отправляют другим, и не менее {gone} взятого за {window} уходит в наличные или к провайдеру криптоуслуг (первым пришло — первым ушло).',
    },
    sentence: {
      en: '{party} took {taken} from {count, plural, one {# firm} other {# firms}} under common control, {share} of what they sent to others; {left} of it left as cash or crypto ({gone}).',
      kk: '{party} ортақ бақылаудағы {count} фирмадан {taken} алды — олар басқаларға жібергеннің {share} бөлігі; оның {left} сомасы қолма-қол не крипто болып кетті ({gone}).',
      ru: '{party}: получено {taken} от {count, plural, one {# фирмы} other {# фирм}} под общим управлением — {share} отправленного ими другим; из них {left} ушли в наличные или крипту ({gone}).',
    },
    evidence: {
      share: { en: 'Share of the cluster’s outflow', kk: 'Топтан шыққан ақшаның үлесі', ru: 'Доля оттока группы' },
      gone: { en: 'Of it as cash or crypto', kk: 'Оның қолма-қол не крипто үлесі', ru: 'Из неё в наличные или крипту' },
      taken: { en: 'Taken from the cluster', kk: 'Топтан алынғаны', ru: 'Получено от группы' },
      clusters: { en: 'Clusters', kk: 'Топтар', ru: 'Групп' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const clusters = clusterAccounts(projection, options.firms as number);
  const taken = ratioOfDecimal(String(options.taken));
  const gone = ratioOfDecimal(String(options.gone));
  const values = unknownValues(projection.nodes.count);
  const byParty = new Map<number, ClusterExit[]>();
  for (const exit of clusterExits(projection, clusters, options.window as number)) {
    const { party, takenMinor, outflowMinor, goneMinor, takings } = exit;
    if (takenMinor === 0) continue;
    const value = (Math.min(goneMinor, takenMinor) / takenMinor) * wilsonLower(takenMinor / outflowMinor, takings);
    if (!(values[party]! >= value)) values[party] = value;
    if (compareToRatio(takenMinor, outflowMinor, taken) < 0) continue;
    if (compareToRatio(Math.round(goneMinor), takenMinor, gone) < 0) continue;
    const known = byParty.get(party);
    if (known) known.push(exit);
    else byParty.set(party, [exit]);
  }
  const findings = [...byParty].map(([party, found]) => draftOf(projection, options, clusters, party, found));
  return { findings, measured: knownValues(values) };
}

/** One finding per taker; the cluster of which it took the largest share stands for the others in the sentence. */
function draftOf(
  projection: Projection,
  options: OptionValues,
  clusters: ClusterAccounts,
  party: number,
  found: readonly ClusterExit[],
): Draft {
  const { transfers } = projection;
  const shareOf = ({ takenMinor, outflowMinor }: ClusterExit) => takenMinor / outflowMinor;
  const best = found.reduce((best, exit) => (shareOf(exit) > shareOf(best) ? exit : best));
  const transfersOf = (exit: ClusterExit) => exitTransfers(projection, clusters, options.window as number, exit);
  const union = (...lists: number[][]) => [...new Set(lists.flat())].sort((a, b) => a - b);
  const edges = union(
    ...found.flatMap((exit) => {
      const { taken, left } = transfersOf(exit);
      return [taken, left];
    }),
  );
  const behind = transfersOf(best);
  const currency = transfers.currencies[best.currency]!;
  const left = Math.min(Math.round(best.goneMinor), best.takenMinor);
  const ways = union(behind.taken, behind.left);
  return {
    subjects: [party],
    score: shareOf(best) * (left / best.takenMinor),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      {
        what: 'share',
        value: shareOf(best),
        threshold: options.taken as number,
        unit: 'share',
        transfers: behind.taken,
      },
      {
        what: 'gone',
        value: left / best.takenMinor,
        threshold: options.gone as number,
        unit: 'share',
        transfers: ways,
      },
      { what: 'taken', value: best.takenMinor, unit: 'minor', currency, transfers: behind.taken },
      { what: 'clusters', value: new Set(found.map(({ cluster }) => cluster)).size, unit: 'count', transfers: edges },
    ],
    values: {
      party: { node: party },
      count: clusters.firms[best.cluster]!.length,
      taken: { money: { minor: String(best.takenMinor), currency } },
      share: { share: shareOf(best) },
      left: { money: { minor: String(left), currency } },
      gone: { share: left / best.takenMinor },
    },
  };
}
