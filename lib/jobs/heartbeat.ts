import "server-only";
import type { Database } from "@/db/connection";
import { compareClocks, databaseTime } from "../clock";
import { sender } from "./enqueue";

const MISSED = 3;

/** Whether some process, this one or another, takes jobs from the queue. */
export async function isRunnerAlive(db: Database): Promise<boolean> {
  const boss = await sender(db);
  await compareClocks(db);
  const instances = await boss.getInstances();
  return instances.some(
    ({ stoppedOn, heartbeatOn, heartbeatSeconds }) =>
      stoppedOn === null &&
      // On our connections instants come as text.
      databaseTime().getTime() - new Date(heartbeatOn).getTime() < heartbeatSeconds * MISSED * 1_000,
  );
}
