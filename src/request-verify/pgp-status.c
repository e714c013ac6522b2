/* What gpgv says of a signature. */
#include "request-verify/pgp-status.h"

#include <string.h>

#include "base/word.h"

static const char prefix[] = "[GNUPG:] ";

/* Lines that refuse a signature; the first in this order is the reason. */
static const struct {
	const char *word, *id, *why;
} bad[] = {
	{ "BADSIG", "signature", "the signature is not of this text" },
	{ "REVKEYSIG", "key-revoked", "the key is revoked" },
	{ "KEYREVOKED", "key-revoked", "the key is revoked" },
	{ "EXPKEYSIG", "key-expired", "the key has expired" },
	{ "EXPSIG", "signature", "the signature has expired" },
	{ "NO_PUBKEY", "key-missing",
	    "the key is not there (expected "
	    "it in the registry, or behind the text)" },
	{ "ERRSIG", "signature", "the signature cannot be checked" },
	{ "ERROR", "signature", "the signature is broken" },
	{ "NODATA", "signature", "the signature is broken" },
	{ "UNEXPECTED", "signature", "the signature is broken" },
};
enum { BAD = sizeof bad / sizeof *bad };

struct status {
	bool bad[BAD];
	unsigned good, valid, others;
	struct slice validsig; /* behind the word */
};

/* Is the word's end SIG?  NEWSIG only says that one begins. */
static bool
about_signature(struct slice word)
{
	return word.n > 3 && memcmp(word.p + word.n - 3, "SIG", 3) == 0 &&
	    !slice_is(word, "NEWSIG");
}

static void
take_line(struct status *s, struct slice line)
{
	const size_t n = sizeof prefix - 1;
	struct slice word;

	if (line.n < n || memcmp(line.p, prefix, n) != 0)
		return;
	word = (struct slice){ line.p + n, 0 };
	while (n + word.n < line.n && word.p[word.n] != ' ')
		word.n++;
	for (unsigned i = 0; i < BAD; i++)
		s->bad[i] = s->bad[i] || slice_is(word, bad[i].word);
	if (slice_is(word, "GOODSIG")) {
		s->good++;
	} else if (slice_is(word, "VALIDSIG")) {
		s->valid++;
		s->validsig = (struct slice){ word.p + word.n,
			line.n - n - word.n };
	} else if (about_signature(word)) {
		s->others++;
	}
}

/* The word number I, from 0. */
static struct slice
word_of(struct slice line, unsigned i)
{
	for (; i > 0; i--)
		word_cut(&line, " ");
	return word_cut(&line, " ");
}

static bool
take_fingerprint(struct slice word, char text[static PGP_FINGERPRINT_TEXT])
{
	return word.n == PGP_FINGERPRINT_TEXT - 1 &&
	    pgp_fingerprint_parse(word.p, word.n, text);
}

bool
pgp_status_parse(struct slice status, char signing[static PGP_FINGERPRINT_TEXT],
    char primary[static PGP_FINGERPRINT_TEXT], struct verdict *verdict)
{
	struct status s = { { false }, 0, 0, 0, { NULL, 0 } };

	while (status.n > 0)
		take_line(&s, slice_cut(&status, '\n'));
	for (unsigned i = 0; i < BAD; i++)
		if (s.bad[i])
			return verdict_refuse(verdict, bad[i].id, "%s",
			    bad[i].why);
	if (s.good != 1 || s.valid != 1 || s.others != 0)
		return verdict_refuse(verdict, "signature",
		    "expected one "
		    "good signature");
	return (take_fingerprint(word_of(s.validsig, 0), signing) &&
		   take_fingerprint(word_of(s.validsig, 9), primary)) ||
	    verdict_refuse(verdict, "signature",
		"not of a key with a "
		"fingerprint of 40 digits");
}
