import { BlockList, isIP } from 'node:net'

/** Addresses that lead into a network of one's own, to the machine itself, or to nobody (RFC 6890). */
const inside = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6')

/** Whether an IP address may be called from the server: only those of the public network. */
export function isPublicIp(address: string): boolean {
  const kind = isIP(address)
  if (kind === 0) return false
  if (kind === 4) return !inside.check(address, 'ipv4')
  // IPv4 in IPv6 clothes is judged as what it is; BlockList does so for ::ffff:0:0/96.
  return !inside.check(address, 'ipv6')
}

/** Why an address is not called; undefined when it may be. `allowed` are hosts (with port, if any) the operator named. */
export function addressProblem(
  text: string,
  allowed: readonly string[],
): 'not_an_address' | 'https_only' | 'inside' | undefined {
  if (!URL.canParse(text)) return 'not_an_address'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'not_an_address'
  if (!['https:', 'http:'].includes(url.protocol)) return 'https_only'
  if (allowed.includes(url.host)) return undefined
  if (url.protocol !== 'https:') return 'https_only'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicIp(host)) return 'inside'
  return /^localhost\.?$|\.(localhost|local|internal)\.?$/i.test(host) ? 'inside' : undefined
}

/** An address as a list may show it: where it leads, and its last four characters. */
export function maskedAddress(text: string): string {
  return URL.canParse(text) ? `${new URL(text).origin}/…${text.slice(-4)}` : '…'
}
