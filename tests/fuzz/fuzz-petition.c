/*
 * Fuzz target: a signed text, what gpgv says of it, and keys of SSH.  A text
 * that is taken gives a record that can be read.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/ssh-key.h"
#include "request-verify/pgp-status.h"
#include "request-verify/signed-input.h"
#include "site/petition-text.h"

static void
check_text(struct slice text)
{
	struct petition_text t;
	const char *key;
	struct why why;

	if (petition_text_parse(&t, text, &key, &why)) {
		struct buf line = { 0 };

		petition_text_put(&line, &t, "key");
		FUZZ_CHECK(record_check(
		    (struct slice){ line.data, line.len - 1 }, &why));
		buf_free(&line);
	}
	petition_text_free(&t);
}

static void
check_key(const char *s, size_t n)
{
	struct ssh_key key, again;
	struct why why;
	char *text;

	if (!ssh_key_parse(s, n, &key, &why))
		return;
	text = ssh_key_print(&key);
	FUZZ_CHECK(ssh_key_parse(text, strlen(text), &again, &why));
	FUZZ_CHECK(
	    again.n == key.n && memcmp(again.blob, key.blob, key.n) == 0);
	free(text);
	ssh_key_free(&key);
	ssh_key_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char signing[PGP_FINGERPRINT_TEXT], primary[PGP_FINGERPRINT_TEXT];
	struct verdict verdict = { 0 };
	struct signed_input in;
	/* Exactly as long as the data, so that a byte too many is seen. */
	char *copy = malloc(size + (size == 0));

	FUZZ_CHECK(copy != NULL);
	if (size > 0)
		memcpy(copy, data, size);
	check_text((struct slice){ copy, size });
	check_key(copy, size);
	pgp_status_parse((struct slice){ copy, size }, signing, primary,
	    &verdict);
	if (signed_input_parse(&in, copy, size, &verdict)) {
		FUZZ_CHECK(in.text.p >= copy && in.text.n <= size);
		FUZZ_CHECK(in.signature.p >= copy &&
		    in.signature.p + in.signature.n <= copy + size);
		check_text(in.text);
	}
	free(copy);
	return 0;
}
