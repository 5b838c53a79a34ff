// `npm run lock`, after every change of the dependencies. npm leaves an optional package of another
// system out of package-lock.json when the registry at hand does not carry it, and then `npm ci` refuses
// the file. This notes such packages with their version and the system they are for.

import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = { android: "android", darwin: "darwin", freebsd: "freebsd", linux: "linux", win32: "win32" };
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "wasm32"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));

/** The system a package is for, as the makers of such packages put it into the name. */
function systemOf(name) {
  const words = name.split(/[-/]/);
  const os = words.find((word) => word in SYSTEMS);
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (!os || !cpu)
    throw new Error(`${name} is not in ${FILE}, and its name does not say which system it is for.`);
  return { cpu: [cpu], os: [os], ...(words.includes("musl") ? { libc: ["musl"] } : {}) };
}

const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
  Object.entries(optionalDependencies).filter(([name]) => !lock.packages[`node_modules/${name}`]),
);
for (const [name, range] of missing) {
  const version = range.replace(/^[^\d]+/, "");
  lock.packages[`node_modules/${name}`] = { version, ...systemOf(name), optional: true };
}
const [root, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...rest.sort(([one], [other]) => (one < other ? -1 : 1))]);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages of other systems added to ${FILE}.`);
