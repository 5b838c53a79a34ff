import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { environmentWith } from "@/lib/env";
import { launch, type Running } from "./command-line";

const NOBODY = "65534";
const unit = readFileSync("deploy/microblog.service", "utf8");
const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";

/** Whether a service can be started here as systemd would: with folders of its own, and as somebody else. */
export const canRunUnit = (): boolean =>
  process.getuid?.() === 0 &&
  existsSync("/usr/bin/node") &&
  spawnSync("unshare", ["--mount", "setpriv", "--version"]).status === 0;

/** Folders as the guide names them, which only the service sees; all else may be read but not written. */
const PREPARE = `
  set -e
  mount --bind "$NODE" /usr/bin/node
  mount -t tmpfs tmpfs /srv
  mkdir -p /srv/microblog/releases/7
  mount --bind "$RELEASE" /srv/microblog/releases/7
  ln -sfn /srv/microblog/releases/7 /srv/microblog/current
  mount -t tmpfs tmpfs /var/lib
  install -d -m 700 -o ${NOBODY} -g ${NOBODY} /var/lib/microblog
  mount -t tmpfs tmpfs /tmp
  mount -o remount,bind,ro /
  cd /
  unset NODE RELEASE
  exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --no-new-privs -- "$@"`;

/**
 * Starts the line of the service, or another command of the guide, on a release.
 *
 * @param settings what stands in /etc/microblog.env
 * @param line as it is written in the unit unless it is given
 */
export function runUnit(
  release: string,
  settings: Record<string, string>,
  line = setting("ExecStart"),
): Running {
  const { PATH } = environmentWith({});
  const own = parseEnv(setting("Environment").replaceAll(" ", "\n"));
  const env = { ...settings, ...own, PATH, NODE: process.execPath, RELEASE: release };
  return launch(["unshare", "--mount", "sh", "-c", PREPARE, "sh", ...line.split(" ")], env);
}
