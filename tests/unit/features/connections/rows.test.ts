import { describe, expect, it } from 'vitest';
import { listFacts } from '../../../../src/features/connections/rows.js';
import type { Formats, Text } from '../../../../src/messages/index.js';

const text: Text = (id, values) => (values ? `${id} ${JSON.stringify(values)}` : id);
const same = (value: unknown): string => String(value);
const formats: Formats = {
  evening: same,
  shortEvening: same,
  date: same,
  period: same,
  month: same,
  moment: same,
  weekday: same,
  time: same,
  number: same,
  list: String,
};
const info = {
  id: '1',
  peer: 'cafe',
  route: 'hub',
  state: 'connected',
  bytesSent: 12,
  bytesReceived: 34,
  since: 1_000,
} as const;

describe('every connection', () => {
  it('tells peer, route, addresses, bytes and since when', () => {
    const facts = listFacts(
      { ...info, localCandidate: '192.0.2.1:5 udp host', remoteCandidate: '192.0.2.2:6 udp host' },
      2_000,
      text,
      formats,
    );
    const values = Object.fromEntries(facts.map(({ id, value }) => [id, value]));
    expect(values).toEqual({
      'connections.peer': 'cafe',
      'connections.state': 'connections.state.connected',
      'connections.route': 'connections.route.hub',
      'connections.here': '192.0.2.1:5 udp host',
      'connections.there': '192.0.2.2:6 udp host',
      'connections.sent': 'connections.bytes {"count":12,"shown":"12"}',
      'connections.received': 'connections.bytes {"count":34,"shown":"34"}',
      'connections.since': '1000',
    });
  });

  it('says what the browser does not tell, and what is just arriving', () => {
    const facts = listFacts({ ...info, receiving: { bytes: 5, of: 9 } }, 2_000, text, formats);
    expect(facts.find(({ id }) => id === 'connections.here')?.value).toBe('connections.untold');
    expect(facts.at(-1)?.value).toBe('connections.progress {"done":"5","all":"9"}');
  });
});
