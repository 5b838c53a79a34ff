import ipaddr from "ipaddr.js";

/** The network an address belongs to, coarse enough not to be a person: IPv4 /24, IPv6 /48. */
export function coarseNetwork(address: string | null): string {
  if (!address || !ipaddr.isValid(address)) return "";
  const ip = ipaddr.process(address);
  const bits = ip.kind() === "ipv4" ? 24 : 48;
  const network =
    ip.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(`${ip.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${ip.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}
