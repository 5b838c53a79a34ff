import { describe, expect, it } from "vitest";
import { whyGuessable } from "@/lib/passwords/rules";

const person = { username: "Hildegard", email: "hilde@example.org" };

describe("a password", () => {
  it.each([
    "password1",
    "PASSWORD1",
    "12345678",
    "qwertyuiop",
    "iloveyou",
    "microblog",
    "Microblog1",
    "hildegard",
    "HILDEGARD123",
    "hilde@example.org",
  ])("is guessable: %s", (password) => {
    expect(whyGuessable(password, person)).toEqual({ key: "passwordCommon" });
  });

  it.each(["correct horse battery", "hildegard of bingen", "비밀번호를 말하지 마세요", "xK9#mQ2$"])(
    "is not: %s",
    (password) => {
      expect(whyGuessable(password, person)).toBeNull();
    },
  );
});
