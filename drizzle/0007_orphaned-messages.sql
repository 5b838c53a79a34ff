-- A message stays for whoever of the two is left. When the second account goes too, so does the message.
CREATE FUNCTION delete_orphaned_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM messages WHERE id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER messages_orphaned AFTER UPDATE OF sender_id, recipient_id ON messages
  FOR EACH ROW WHEN (NEW.sender_id IS NULL AND NEW.recipient_id IS NULL)
  EXECUTE FUNCTION delete_orphaned_message();
