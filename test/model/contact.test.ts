import { expect, test } from 'vitest';
import { contactId } from '../../src/model/contact.ts';

test.each([
  ['phone', '8 (701) 123-45-67', 'contact:phone:77011234567'],
  ['phone', '+7 701 123 45 67', 'contact:phone:77011234567'],
  ['phone', '7011234567', 'contact:phone:77011234567'],
  ['phone', '+44 20 7946 0958', 'contact:phone:442079460958'],
  ['phone', '12-34', null],
  ['phone', 'нет', null],
  ['email', ' Info@Alma.KZ ', 'contact:email:info@alma.kz'],
  ['email', 'alma.kz', null],
  ['ip', '10.0.0.1', 'contact:ip:10.0.0.1'],
  ['device', 'ABC-1', 'contact:device:abc-1'],
  ['device', '-', null],
  ['ip', ' ', null],
] as const)('%s "%s" is %s', (kind, value, id) => {
  expect(contactId(kind, value)).toBe(id);
});
