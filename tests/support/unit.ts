import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { environmentWith } from "@/lib/env";
import { launch, type Running } from "./command-line";

const NOBODY = "65534";
const unit = readFileSync("deploy/microblog.service", "utf8");
const forClone = readFileSync("deploy/clone.conf", "utf8");
/** What a unit says last of a setting. */
const setting = (name: string, of = unit) => of.match(new RegExp(`(?<=^${name}=).*$`, "gm"))?.at(-1) ?? "";

/** Whether a service can be started here as systemd would: with folders of its own, and as somebody else. */
export const canRunUnit = (): boolean =>
  process.getuid?.() === 0 &&
  existsSync("/usr/bin/node") &&
  spawnSync("unshare", ["--mount", "setpriv", "--version"]).status === 0;

const RELEASE = `
  mkdir -p /srv/microblog/releases/7
  mount --bind "$FOLDER" /srv/microblog/releases/7
  ln -sfn /srv/microblog/releases/7 /srv/microblog/current`;
const CLONE = `
  mkdir /srv/microblog
  mount --bind "$FOLDER" /srv/microblog`;

/** Folders as the guide names them, which only the service sees; all else may be read but not written. */
const prepare = (place: string, workingFolder: string) => `
  set -e
  mount --bind "$NODE" /usr/bin/node
  mount -t tmpfs tmpfs /srv
  ${place}
  mount -t tmpfs tmpfs /var/lib
  install -d -m 700 -o ${NOBODY} -g ${NOBODY} /var/lib/microblog
  mount -t tmpfs tmpfs /tmp
  mount -o remount,bind,ro /
  cd ${workingFolder}
  unset NODE FOLDER
  exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --no-new-privs -- "$@"`;

const run = (
  script: string,
  line: string,
  folder: string,
  env: Record<string, string | undefined>,
): Running => {
  const { PATH } = environmentWith({});
  const all = { ...env, PATH, NODE: process.execPath, FOLDER: folder };
  return launch(["unshare", "--mount", "sh", "-c", script, "sh", ...line.split(" ")], all);
};

const ownSettings = () => parseEnv(setting("Environment").replaceAll(" ", "\n"));

/**
 * Starts the line of the service, or another command of the guide, on a release.
 *
 * @param settings what stands in /etc/microblog.env
 * @param line as it is written in the unit unless it is given
 */
export const runUnit = (
  release: string,
  settings: Record<string, string>,
  line = setting("ExecStart"),
): Running => run(prepare(RELEASE, "/"), line, release, { ...ownSettings(), ...settings });

/** Starts the service as deploy/clone.conf changes it. What is configured stands in the clone's .env. */
export const runUnitOfClone = (clone: string): Running => {
  const unset = { [setting("UnsetEnvironment", forClone)]: undefined };
  const script = prepare(CLONE, setting("WorkingDirectory", forClone));
  return run(script, setting("ExecStart", forClone), clone, { ...ownSettings(), ...unset });
};
