-- What holds of the data at any time, whatever people and programs did at once. Gives the rows that
-- break it, none when all is well. The suites run it at their end.

select 'a post does not stand where its time belongs' as broken, id::text as row_at_fault
from posts where abs(((id / 4096) + 946684800000) - extract(epoch from created_at) * 1000) > 1

union all
select 'somebody has more sessions than allowed', user_id::text
from sessions group by user_id having count(*) > 10

union all
select 'a session was used before it began or ends before it was used', id_hash
from sessions where last_used_at < created_at or expires_at <= created_at

union all
select 'a disabled account has a session or a token', username
from users where disabled_at is not null and (
  exists (select from sessions where user_id = users.id)
  or exists (select from api_tokens where user_id = users.id and expires_at > now())
)

union all
select 'somebody has two open links for one purpose', user_id || ' ' || purpose
from one_time_tokens where used_at is null and replaced_at is null
group by user_id, purpose having count(*) > 1

union all
select 'a link was both used and replaced before', hash
from one_time_tokens where used_at > replaced_at

union all
select 'a limit counts less than nothing', key
from rate_limits where hits < 0

union all
select 'a name could be taken for another one', username
from users where username <> trim(username) or email <> trim(email) or position('@' in username) > 0

union all
select 'a text holds what cannot be shown', id::text
from posts where body ~ E'[\\x01-\\x08\\x0b-\\x1f\\x7f]' or trim(body) = '';
