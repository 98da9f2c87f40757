import { BlockList, isIP } from 'node:net';

/** What IANA's registries of special-purpose addresses do not give to everybody's hosts. */
const special4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Global unicast is 2000::/3; in it protocols, tunnels that carry an IPv4 address, and examples. */
const global6 = ['2000::/3'];
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused = listOf([...special4.map((one) => [one, 'ipv4'] as const), ...special6.map(six)]);
const allowed6 = listOf(global6.map(six));

function six(one: string) {
  return [one, 'ipv6'] as const;
}

function listOf(subnets: readonly (readonly [string, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [subnet, family] of subnets) {
    const [network = '', prefix = ''] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

/**
 * Whether an address is a host's on the Internet: not this machine, not a private network, not a cloud's metadata service.
 * Of IPv6 only global unicast is, which leaves out mapped and translated IPv4 addresses.
 * @param address without brackets; what is no address is none of these
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  // With a zone it is of a link.
  if (family !== 6 || address.includes('%')) return false;
  return allowed6.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}
