import ipaddr from "ipaddr.js";

/**
 * The client's address. Each trusted proxy appends the address it was called from, so the one that
 * counts is as many places from the right as there are proxies; what stands further left is hearsay.
 *
 * @param peer address of the socket's other end
 * @param forwardedFor the `X-Forwarded-For` header
 * @param trustedHops how many proxies of our own stand in front
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedHops: number,
): string | null {
  const chain = [forwardedFor ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const address = trustedHops === 0 ? peer : (chain.at(-trustedHops) ?? peer);
  return address && ipaddr.isValid(address) ? counted(ipaddr.process(address)) : null;
}

/** An IPv6 host may use its whole /64, so that is what limits count by. */
function counted(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
