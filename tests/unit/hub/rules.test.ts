import { describe, expect, it } from 'vitest';
import { type Interfaces, lanAddresses, mdnsName } from '../../../src/hub/addresses.js';
import { chooseEncoding } from '../../../src/hub/encoding.js';
import { isOwnHost, isOwnPage, isThisComputer, parseHost } from '../../../src/hub/hosts.js';
import { fillBucket, LIMITS, takeToken } from '../../../src/hub/limits.js';
import { parseOptions } from '../../../src/hub/options.js';
import { hashInline } from '../../../src/hub/security-headers.js';
import { createTopics } from '../../../src/hub/topics.js';

describe('addresses', () => {
  const face = (address: string, internal = false): NonNullable<Interfaces[string]>[number] => {
    const common = { address, netmask: '', mac: '', internal, cidr: null };
    return address.includes(':')
      ? { ...common, family: 'IPv6', scopeid: 0 }
      : { ...common, family: 'IPv4' };
  };

  it('[H25] offers the home network first, then other networks, then what is only virtual', () => {
    const interfaces = {
      lo: [face('127.0.0.1', true), face('::1', true)],
      docker0: [face('172.17.0.1')],
      'br-12ab': [face('192.168.96.1')],
      eth0: [face('203.0.113.9'), face('2001:db8::9'), face('fe80::1')],
      wlan0: [face('10.0.0.5'), face('169.254.3.3')],
      wlan1: [face('192.168.1.5')],
    };
    expect(lanAddresses(interfaces)).toEqual([
      '192.168.1.5',
      '10.0.0.5',
      '203.0.113.9',
      '169.254.3.3',
      '2001:db8::9',
      '192.168.96.1',
      '172.17.0.1',
    ]);
  });

  it('[H12] leaves out this computer itself, link-local IPv6, and repeats', () => {
    const interfaces = {
      a: [face('10.0.0.5'), face('febf::1'), face('FE80::2')],
      b: [face('10.0.0.5')],
    };
    expect(lanAddresses(interfaces)).toEqual(['10.0.0.5']);
    expect(lanAddresses({})).toEqual([]);
  });

  it.each([
    ['Anas-MacBook.local', 'anas-macbook.local'],
    ['hearth', 'hearth.local'],
    ['hearth.home.example', 'hearth.local'],
    ['under_score', undefined],
    ['localhost', undefined],
    ['-x', undefined],
    ['', undefined],
  ])('[H12] finds the name of %s in .local', (hostname, name) => {
    expect(mdnsName(hostname)).toBe(name);
  });
});

describe('hosts', () => {
  it.each([
    ['localhost:4400', { name: 'localhost', port: '4400' }],
    ['HEARTH.local', { name: 'hearth.local', port: '' }],
    ['[::1]:80', { name: '::1', port: '80' }],
    ['1.2.3.4:99999', { name: '1.2.3.4', port: '99999' }],
  ])('[H4] reads %s', (header, host) => {
    expect(parseHost(header)).toEqual(host);
  });

  it.each([
    undefined,
    '',
    'a b',
    'user@localhost',
    'localhost:',
    'localhost:x',
    '[::1',
    '[x]',
    '[.]:1',
    'a/b',
  ])('[H4] makes nothing of %s', (header) => {
    expect(parseHost(header)).toBeUndefined();
  });

  it('[H4] knows its own names from foreign ones', () => {
    const own = (header: string) => isOwnHost(parseHost(header)!, 'hearth.local');
    expect(['10.0.0.5', '[fd00::1]', 'localhost', 'hearth.local'].map(own)).toEqual(
      Array(4).fill(true),
    );
    expect(['hearth', 'stove.local', 'localhost.evil.example', '1.2.3'].map(own)).toEqual(
      Array(4).fill(false),
    );
  });

  it('[H9] knows which names never leave this computer', () => {
    const local = (header: string) => isThisComputer(parseHost(header)!);
    expect(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'].map(local)).toEqual(
      Array(4).fill(true),
    );
    expect(['127.evil.example', '10.0.0.5', '[::2]', 'hearth.local'].map(local)).toEqual(
      Array(4).fill(false),
    );
  });

  it('[H16] compares the whole origin', () => {
    expect(isOwnPage('https://10.0.0.5:4443', '10.0.0.5:4443', true)).toBe(true);
    expect(isOwnPage('http://10.0.0.5:4443', '10.0.0.5:4443', true)).toBe(false);
    expect(isOwnPage('https://10.0.0.5', '10.0.0.5:4443', true)).toBe(false);
    expect(isOwnPage('https://10.0.0.5:4443.evil.example', '10.0.0.5:4443', true)).toBe(false);
    expect(isOwnPage('https://x', undefined, true)).toBe(false);
    expect(isOwnPage(undefined, undefined, true)).toBe(true);
  });
});

describe('options', () => {
  const parse = (words: string[], environment = {}) => parseOptions(words, environment);

  it('[H21] has defaults, which the environment and then the command line replace', () => {
    const defaults = {
      help: false,
      local: false,
      port: 4400,
      tlsPort: 4443,
      dist: undefined,
      state: undefined,
    };
    expect(parse([])).toEqual({ ok: true, value: defaults });
    const environment = {
      VESPER_PORT: '1',
      VESPER_TLS_PORT: '2',
      VESPER_DIST: 'a',
      VESPER_STATE: '',
    };
    expect(parse([], environment)).toEqual({
      ok: true,
      value: { ...defaults, port: 1, tlsPort: 2, dist: 'a' },
    });
    expect(parse(['--port=3', '--dist', 'b', '--local'], environment)).toEqual({
      ok: true,
      value: { ...defaults, port: 3, tlsPort: 2, dist: 'b', local: true },
    });
  });

  it('[H22] complains about what it does not understand', () => {
    for (const word of ['port', '--Port', '--local=yes', '-p', '--', '']) {
      expect(parse([word]), word).toEqual({
        ok: false,
        error: { type: 'UnknownOption', option: word },
      });
    }
    for (const value of ['-1', '65536', '1.5', '0x10', ' 80', '1e3']) {
      expect(parse(['--port', value])).toEqual({
        ok: false,
        error: { type: 'BadPort', option: '--port', value },
      });
    }
    expect(parse(['--state='])).toEqual({
      ok: false,
      error: { type: 'MissingValue', option: '--state' },
    });
  });

  it('[H22] wants two ports, unless the system chooses or only one is opened', () => {
    const same = ['--port', '80', '--tls-port', '80'];
    expect(parse(same)).toEqual({ ok: false, error: { type: 'SamePorts', port: 80 } });
    expect(parse([...same, '--local']).ok).toBe(true);
    expect(parse(['--port', '0', '--tls-port', '0']).ok).toBe(true);
  });
});

it('[H17] counts messages: a burst, then so many a second, never saving up more than a burst', () => {
  const take = (count: number, at: number, from = fillBucket(LIMITS, 0)) => {
    let bucket: typeof from | undefined = from;
    for (let taken = 0; bucket && taken < count; taken++) bucket = takeToken(bucket, LIMITS, at);
    return bucket;
  };
  const empty = take(60, 0);
  expect(empty).toEqual({ tokens: 0, at: 0 });
  expect(takeToken(empty!, LIMITS, 49)).toBeUndefined();
  expect(takeToken(empty!, LIMITS, 50)).toEqual({ tokens: 0, at: 50 });
  expect(take(60, 1e9, empty)).toBeDefined();
  expect(take(61, 1e9, empty)).toBeUndefined();
  expect(takeToken(empty!, LIMITS, -1e9), 'a clock set back gives nothing').toBeUndefined();
});

it('[H19] forgets a topic with its last listener', () => {
  const topics = createTopics<string>(LIMITS);
  topics.subscribe('ana', ['x', 'y']);
  topics.subscribe('ben', ['x']);
  topics.leave('ana');
  expect([topics.listenersOf('x'), topics.count()]).toEqual([['ben'], 1]);
  topics.unsubscribe('ben', ['x', 'never']);
  expect(topics.count()).toBe(0);
});

it('[H17] takes none of the topics when they are too many', () => {
  const topics = createTopics<string>(LIMITS);
  const names = Array.from({ length: 9 }, (_, index) => `${index}`);
  expect(topics.subscribe('ana', names)).toEqual({ ok: false, error: { type: 'TooManyTopics' } });
  expect(topics.count()).toBe(0);
});

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['BR ; q=0.000,GZIP', 'gzip'],
  ['deflate', 'identity'],
  [undefined, 'identity'],
])('[H7] answers %s with %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

it('[H5] hashes what is inline, not what is linked', () => {
  const html = '<script src="a.js"></script><script>1</script><style>\nb{}</style><style></style>';
  const { scripts, styles } = hashInline(html);
  expect(scripts).toEqual(["'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]);
  expect(styles).toHaveLength(1);
});
