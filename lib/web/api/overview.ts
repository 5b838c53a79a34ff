/** What holds for every operation; the document's introduction. One paragraph a line break. */
export const overview = `Ask for a token with your username and password, or make one on the site under Settings, and send it in the Authorization header: \`Authorization: Bearer mbp_...\`. Cookies, addresses and bodies never carry it.

A token may have the scopes \`read\` and \`write\`. One that you got with the password lasts an hour and may also change your email. A new password ends them all.

Bodies are JSON objects in UTF-8 of at most 64 KiB. Fields that are not named here are refused, and so is a key that is given twice. Every refusal is \`{"error": "...", "message": "..."}\`; the message may be absent.

Lists of members have numbered pages; lists of posts are read by \`before\`, and \`_links.next\` leads on. The \`Link\` header says the same.

Name a POST with the header \`Idempotency-Key\`, and it is done once, however often the answer is lost on its way. The same key with another body is refused with 422; while the first is being done, with 409.

A token may ask 300 times in five minutes, a member 1,500 times, and so may an address without a token 300 times. The \`RateLimit\` headers tell what is left; a 429 says in \`Retry-After\` when to come back.

Pages of other sites may call: CORS is open to every origin, without credentials.`;
