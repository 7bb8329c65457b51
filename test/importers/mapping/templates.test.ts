import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMappedLabels } from '../../../src/load/mapped-labels.ts';
import { inFolder } from '../in-folder.ts';
import { readTemplate, TEMPLATES } from './read-template.ts';

const lines = (...rows: string[]) => `${rows.join('\n')}\n`;
const iso = (day: unknown) => (day === null ? null : new Date((day as number) * 86_400_000).toISOString().slice(0, 10));

test('every template has a test here', async () => {
  const tests = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('templates.test.ts'));
  const sources = await Promise.all(tests.map((file) => readFile(join(import.meta.dirname, file), 'utf8')));
  const names = (await readdir(TEMPLATES)).map((file) => file.replace('.yaml', ''));
  expect(names.filter((name) => !sources.some((source) => source.includes(`'${name}`)))).toEqual([]);
});

test('ICIJ Offshore Leaks', async () => {
  const { tables, rejects, counts } = await readTemplate('icij_offshore_leaks', {
    'nodes-entities.csv': lines(
      'node_id,name,original_name,former_name,jurisdiction,jurisdiction_description,company_type,address,internal_id,incorporation_date,inactivation_date,struck_off_date,dorm_date,status,service_provider,ibcRUC,country_codes,countries,sourceID,valid_until,note',
      '10,ACME LTD,ACME LTD,OLD LTD,BVI,British Virgin Islands,Business Company,"1 Road, Tortola",7,23-MAR-2006,18-FEB-2013,,,Defaulted,Provider,,HKG,Hong Kong,Made-up,Until 2015,',
    ),
    'nodes-intermediaries.csv': lines(
      'node_id,name,status,internal_id,address,countries,country_codes,sourceID,valid_until,note',
      '20,LAW FIRM,ACTIVE,1,2 Road,Hong Kong,HKG,Made-up,Until 2015,',
    ),
    'nodes-officers.csv': lines(
      'node_id,name,countries,country_codes,sourceID,valid_until,note',
      '30,A. Person,Malta,MLT,Made-up,Until 2015,',
    ),
    'nodes-addresses.csv': lines(
      'node_id,address,name,countries,country_codes,sourceID,valid_until,note',
      '40,3 Square,,Malta,MLT,Made-up,Until 2015,',
    ),
    'relationships.csv': lines(
      'node_id_start,node_id_end,rel_type,link,status,start_date,end_date,sourceID',
      '30,10,officer_of,shareholder of,,07-MAY-2008,,Made-up',
      '20,10,intermediary_of,intermediary of,,,,Made-up',
      '30,40,registered_address,registered address,,,,Made-up',
      '10,20,same_name_as,same name as,,,,Made-up',
    ),
  });
  expect(rejects).toEqual([]);
  expect(counts['relationships.csv']).toMatchObject({ rows: 4, skipped: 1 });
  expect(tables.companies).toMatchObject([
    { id: 'company:XX:10', name: 'ACME LTD', country: 'VG' },
    { id: 'company:XX:20', name: 'LAW FIRM' },
  ]);
  expect(iso(tables.companies![0]!.dissolved_at)).toBe('2013-02-18');
  expect(tables.names).toMatchObject([{ name: 'OLD LTD' }]);
  expect(tables.roles!.map((r) => [r.holder_id, r.role, iso(r.from)])).toEqual([
    ['person:XX:30', 'owner', '2008-05-07'],
    ['company:XX:20', 'representative', null],
  ]);
  expect(tables.addresses!.map(({ entity_id, address }) => [entity_id, address])).toEqual([
    ['person:XX:30', '3 Square'],
  ]);
});

test('Companies House, people with significant control', async () => {
  const party = (kind: string, more: object) => ({ kind, links: { self: `/company/01/psc/${kind}` }, ...more });
  const { tables, rejects, counts } = await readTemplate('companies_house_psc', {
    'persons-with-significant-control-snapshot-2024.jsonl': lines(
      ...[
        party('individual-person-with-significant-control', {
          name: 'Ms A Person',
          date_of_birth: { month: 5, year: 1980 },
          address: { premises: '1', address_line_1: 'Road', locality: 'Leith', postal_code: 'EH1 1AA' },
          natures_of_control: ['ownership-of-shares-50-to-75-percent', 'voting-rights-50-to-75-percent'],
          notified_on: '2016-04-06',
          ceased_on: '2020-01-01',
        }),
        party('corporate-entity-person-with-significant-control', {
          name: 'Parent Ltd',
          identification: { legal_form: 'Limited', registration_number: '02' },
          natures_of_control: ['significant-influence-or-control'],
          notified_on: '2016-04-06',
        }),
        party('persons-with-significant-control-statement', { statement: 'no-individual' }),
      ].map((data) => JSON.stringify({ company_number: '01', data })),
    ),
  });
  expect(rejects).toEqual([]);
  expect(Object.values(counts)[0]).toMatchObject({ rows: 3, skipped: 1 });
  const id = 'XX:/company/01/psc/individual-person-with-significant-control';
  expect(tables.persons).toMatchObject([{ id: `person:${id}`, name: 'Ms A Person' }]);
  expect(iso(tables.persons![0]!.birth_date)).toBe('1980-05-01');
  expect(tables.addresses).toMatchObject([{ address: '1 Road, Leith, EH1 1AA' }]);
  expect(tables.roles!.map((r) => [r.company_id, r.role, r.share, iso(r.from), iso(r.to)])).toEqual([
    ['company:GB:01', 'owner', 50, '2016-04-06', '2020-01-01'],
    ['company:GB:01', 'beneficiary', null, '2016-04-06', '2020-01-01'],
    ['company:GB:01', 'beneficiary', null, '2016-04-06', null],
  ]);
  expect(tables.companies![0]!.attrs).toContain('"data.identification.registration_number":"02"');
});

const AMLWORLD = lines(
  'Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,Payment Currency,Payment Format,Is Laundering',
  '2022/09/01 00:20,010,8000EBD30,010,8000F4580,3697.34,US Dollar,3697.34,US Dollar,Wire,0',
  '2022/09/01 00:21,03208,8000F4580,01,8000F5340,0.01,Euro,0.01,Euro,Cheque,1',
);

test('IBM AMLworld', async () => {
  const { tables, rejects } = await readTemplate('ibm_amlworld', { 'HI-Small_Trans.csv': AMLWORLD });
  expect(rejects).toEqual([]);
  expect(tables.transactions).toMatchObject([
    { id: 'ibm-1', from_account: 'account:010-8000EBD30', amount: 369734, currency: 'USD', channel: 'transfer' },
    { id: 'ibm-2', to_account: 'account:01-8000F5340', amount: 1, currency: 'EUR' },
  ]);
  expect(tables.transactions![0]!.at).toBe(Date.UTC(2022, 8, 1, 0, 20));
  await inFolder({ 'HI-Small_Trans.csv': AMLWORLD }, async (folder) => {
    const labels = await readMappedLabels(folder, join(TEMPLATES, 'ibm_amlworld_labels.yaml'));
    expect(labels.transactions.map(({ transactionId }) => transactionId)).toEqual(['ibm-2']);
  });
});

test('PaySim', async () => {
  const { tables, rejects } = await readTemplate('paysim', {
    'PS_log.csv': lines(
      'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud',
      '1,PAYMENT,9839.64,C1,170136.0,160296.36,M1,0.0,0.0,0,0',
      '25,CASH_IN,100,C1,0,0,C2,0,0,0,0',
      '26,CASH_OUT,5,C1,0,0,C3,0,0,1,0',
    ),
  });
  expect(rejects).toEqual([]);
  expect(tables.transactions!.map((t) => [t.id, t.from_account, t.to_account, t.channel])).toEqual([
    ['paysim-1', 'account:C1', 'account:M1', 'card'],
    ['paysim-2', 'account:C2', 'account:C1', 'cash'],
    ['paysim-3', 'account:C1', 'account:C3', 'cash'],
  ]);
  expect(tables.transactions![1]!.at).toBe(Date.UTC(2017, 0, 2, 1));
});

test('Elliptic', async () => {
  const features = (id: number, step: number) => [id, step, ...Array.from({ length: 165 }, () => '0.5')].join(',');
  const { tables, rejects, claimed } = await readTemplate('elliptic', {
    'elliptic_txs_edgelist.csv': lines('txId1,txId2', '5,6'),
    'elliptic_txs_features.csv': lines(features(5, 2), features(6, 2)),
    'elliptic_txs_classes.csv': lines('txId,class', '5,unknown'),
  });
  expect(rejects).toEqual([]);
  expect(claimed).toEqual(['elliptic_txs_edgelist.csv']);
  expect(tables.transactions).toMatchObject([
    { id: '5-6', from_account: 'account:5', amount: 100, currency: 'XXX', precision: 1, at: Date.UTC(2016, 0, 15) },
  ]);
});

test('SWIFT MT103', async () => {
  const { tables, rejects } = await readTemplate('swift_mt103', {
    'mt103-2024.csv': lines(
      'sender_bic;receiver_bic;20;32A_date;32A_currency;32A_amount;50K_account;50K_name;59_account;59_name;70;71A',
      'AAAAKZKA;BBBBDEFF;REF1;240131;USD;12345,67;KZ86125KZT5004100100;Alpha;DE02120300000000202051;Beta;Invoice 1;SHA',
    ),
  });
  expect(rejects).toEqual([]);
  expect(tables.transactions).toMatchObject([
    {
      id: 'AAAAKZKA-REF1',
      amount: 1234567,
      currency: 'USD',
      at: Date.UTC(2024, 0, 31),
      precision: 1,
      purpose: 'Invoice 1',
    },
  ]);
  expect(tables.accounts!.map(({ id, bank }) => [id, bank])).toEqual([
    ['account:KZ86125KZT5004100100', 'AAAAKZKA'],
    ['account:DE02120300000000202051', 'BBBBDEFF'],
  ]);
});

test('ISO 20022 pain.001 and camt.053', async () => {
  const pain = await readTemplate('iso20022_pain001', {
    'pain.001.csv': lines(
      'MsgId,PmtInfId,EndToEndId,ReqdExctnDt,Dbtr_Nm,DbtrAcct_IBAN,DbtrAgt_BICFI,Cdtr_Nm,CdtrAcct_IBAN,CdtrAcct_Othr_Id,CdtrAgt_BICFI,InstdAmt,InstdAmt_Ccy,RmtInf_Ustrd',
      'M1,P1,E1,2024-01-31,Alpha,KZ86125KZT5004100100,AAAAKZKA,Beta,,12345,BBBBDEFF,10.50,EUR,Invoice 1',
    ),
  });
  expect(pain.tables.transactions).toMatchObject([{ id: 'M1/P1/E1', to_account: 'account:12345', amount: 1050 }]);
  const camt = await readTemplate('iso20022_camt053', {
    'camt.053.csv': lines(
      'Acct_IBAN,Acct_Svcr_BICFI,NtryRef,AcctSvcrRef,CdtDbtInd,Amt,Amt_Ccy,BookgDt,BkTxCd_SubFmlyCd,EndToEndId,RltdPties_Dbtr_Nm,RltdPties_DbtrAcct_IBAN,RltdPties_DbtrAcct_Othr_Id,RltdPties_Cdtr_Nm,RltdPties_CdtrAcct_IBAN,RltdPties_CdtrAcct_Othr_Id,RmtInf_Ustrd',
      'KZ1,AAAAKZKA,1,S1,DBIT,5,KZT,2024-01-31,ESCT,,,,,Beta,KZ2,,Rent',
      'KZ1,AAAAKZKA,2,S2,CRDT,6,KZT,2024-01-31,ESCT,,Gamma,KZ3,,,,,',
      'KZ1,AAAAKZKA,3,S3,DBIT,7,KZT,2024-01-31,CWDL,,,,,,,,',
      'KZ1,AAAAKZKA,4,S4,DBIT,8,KZT,2024-01-31,CHRG,,,,,,,,',
    ),
  });
  expect(camt.tables.transactions!.map((t) => [t.id, t.from_account, t.to_account, t.channel])).toEqual([
    ['KZ1/S1', 'account:KZ1', 'account:KZ2', 'transfer'],
    ['KZ1/S2', 'account:KZ3', 'account:KZ1', 'transfer'],
    ['KZ1/S3', 'account:KZ1', null, 'atm'],
  ]);
  expect(camt.rejects).toMatchObject([{ line: 5, code: 'blank-side' }]);
});
