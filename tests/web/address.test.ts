import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/web/address";

const PEER = "10.0.0.7";

describe("the address of a client", () => {
  it.each<[string, string | string[] | undefined, number, string | null]>([
    ["is the peer's where no proxy is ours", "1.1.1.1", 0, PEER],
    ["is what our only proxy saw", "1.1.1.1", 1, "1.1.1.1"],
    ["is not what the client says it is", "6.6.6.6, 1.1.1.1", 1, "1.1.1.1"],
    ["is what the outer of our two proxies saw", "6.6.6.6, 1.1.1.1, 10.0.0.1", 2, "1.1.1.1"],
    ["is the peer's where the chain is shorter than it should be", "1.1.1.1", 2, PEER],
    ["is the peer's where the header is missing", undefined, 1, PEER],
    ["is found in a header that came twice", ["6.6.6.6", "1.1.1.1"], 1, "1.1.1.1"],
    ["may stand among blanks and empty places", " 6.6.6.6 ,, 1.1.1.1 ,", 1, "1.1.1.1"],
    ["is none where it is no address", "unknown", 1, null],
    ["is none where it is a text that looks for trouble", "1.1.1.1'--", 1, null],
    ["is the IPv4 address inside of an IPv6 one", "::ffff:1.1.1.1", 1, "1.1.1.1"],
    ["counts a whole IPv6 network as one", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"],
  ])("%s", (_, forwardedFor, hops, address) => {
    expect(clientAddress(PEER, forwardedFor, hops)).toBe(address);
  });

  it("is the same for every host of an IPv6 network, and another for the next network", () => {
    const of = (address: string) => clientAddress(address, undefined, 0);
    expect(of("2001:db8::1")).toBe(of("2001:db8::ffff:ffff:ffff:ffff"));
    expect(of("2001:db8::1")).not.toBe(of("2001:db8:0:1::1"));
  });

  it("is none where there is no peer", () => {
    expect(clientAddress(undefined, undefined, 0)).toBeNull();
  });
});
