import { describe, expect, it } from "vitest";
import { deleteAccount } from "@/lib/accounts/mutations";
import { confirmEmail, requestConfirmation, requestEmailChange } from "@/lib/emails/mutations";
import { whyNotWrite } from "@/lib/emails/rules";
import { changePassword } from "@/lib/passwords/mutations";
import { startSession } from "@/lib/sessions/mutations";
import { openSession } from "@/lib/sessions/queries";
import { useDatabase } from "../support/database";
import { mailsOf, secretIn } from "../support/jobs";
import { emailOf, member, PASSWORD } from "../support/members";

describe("an account", () => {
  const database = useDatabase();
  const anyone = () => ({ db: database.db, viewer: null });
  const locale = "en" as const;

  it("has its address confirmed by a link that is sent on registering, and again on asking", async () => {
    const ann = await member(database.db, "ann");
    const [first] = await mailsOf(database.db);
    expect(first).toMatchObject({ to: ann.email, subject: "[Microblog] Confirm Your Email" });
    await requestConfirmation(ann.ctx, locale);
    const [second] = await mailsOf(database.db);
    await expect(confirmEmail(anyone(), secretIn(first))).rejects.toMatchObject({ code: "conflict" });
    expect(await emailOf(database.db, ann.id)).toMatchObject({ isConfirmed: false });
    await confirmEmail(anyone(), secretIn(second));
    expect(await emailOf(database.db, ann.id)).toEqual({ email: ann.email, isConfirmed: true });
  });

  it("moves to another address when that one is confirmed, and tells the old one before", async () => {
    const ann = await member(database.db, "ann");
    await mailsOf(database.db);
    const change = { email: "ann@new.example.org", currentPassword: PASSWORD, locale };
    await requestEmailChange(ann.ctx, change);
    const mails = await mailsOf(database.db);
    expect(mails.map(({ to }) => to).toSorted()).toEqual([ann.email, change.email]);
    expect(await emailOf(database.db, ann.id)).toMatchObject({ email: ann.email });
    await confirmEmail(anyone(), secretIn(mails.find(({ to }) => to === change.email)));
    expect(await emailOf(database.db, ann.id)).toEqual({ email: change.email, isConfirmed: true });
  });

  it("does not move to an address that is somebody else's, nor without the password", async () => {
    const ann = await member(database.db, "ann");
    const bob = await member(database.db, "bob");
    const taken = { email: bob.email.toUpperCase(), currentPassword: PASSWORD, locale };
    await expect(requestEmailChange(ann.ctx, taken)).rejects.toMatchObject({
      details: { fields: { email: { key: "emailTaken" } } },
    });
    const guessed = { email: "ann@new.example.org", currentPassword: "guess", locale };
    await expect(requestEmailChange(ann.ctx, guessed)).rejects.toMatchObject({
      details: { fields: { currentPassword: { key: "wrongPassword" } } },
    });
  });

  it("keeps only this browser when its password is changed", async () => {
    const ann = await member(database.db, "ann");
    await mailsOf(database.db);
    const other = await startSession(anyone(), ann.id, true, { userAgent: "", network: "" });
    const input = { currentPassword: PASSWORD, password: "another good one", locale };
    await changePassword(ann.ctx, input, ann.sessionHash);
    expect(await openSession(anyone(), ann.sessionId)).not.toBeNull();
    expect(await openSession(anyone(), other.sessionId)).toBeNull();
    expect((await mailsOf(database.db)).map(({ to }) => to)).toEqual([ann.email]);
    await expect(changePassword(ann.ctx, input, ann.sessionHash)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is deleted with its password, and no mail follows", async () => {
    const ann = await member(database.db, "ann");
    await expect(deleteAccount(ann.ctx, "guess")).rejects.toMatchObject({ code: "invalid" });
    await deleteAccount(ann.ctx, PASSWORD);
    expect(await emailOf(database.db, ann.id)).toBeUndefined();
    expect(await openSession(anyone(), ann.sessionId)).toBeNull();
    expect(await mailsOf(database.db)).toEqual([]);
  });

  it("writes without a confirmed address unless the site asks for one", () => {
    expect(whyNotWrite({ hasConfirmedEmail: false }, false)).toBeNull();
    expect(whyNotWrite({ hasConfirmedEmail: false }, true)).toEqual({ key: "confirmEmailFirst" });
    expect(whyNotWrite({ hasConfirmedEmail: true }, true)).toBeNull();
  });
});
