/* A signed text, taken apart. */
#include "request-verify/signed-input.h"

#include <string.h>
#include <strings.h>

#include "site/petition-text.h"

/* The lines that matter; each may be there once. */
enum mark {
	MARK_TEXT,
	MARK_CLEAR,
	MARK_PGP,
	MARK_PGP_END,
	MARK_SSH,
	MARK_SSH_END,
	MARK_KEY,
	MARK_KEY_END,
	MARKS
};
static const char *const marks[MARKS] = {
	[MARK_TEXT] = PETITION_TEXT_FIRST,
	[MARK_CLEAR] = "-----BEGIN PGP SIGNED MESSAGE-----",
	[MARK_PGP] = "-----BEGIN PGP SIGNATURE-----",
	[MARK_PGP_END] = "-----END PGP SIGNATURE-----",
	[MARK_SSH] = "-----BEGIN SSH SIGNATURE-----",
	[MARK_SSH_END] = "-----END SSH SIGNATURE-----",
	[MARK_KEY] = "-----BEGIN PGP PUBLIC KEY BLOCK-----",
	[MARK_KEY_END] = "-----END PGP PUBLIC KEY BLOCK-----",
};

/* Where each mark's line starts, and where the next one does. */
struct found {
	const char *from[MARKS]; /* NULL: not there */
	const char *behind[MARKS];
};

/* "\r\n" is how mail has it; what was signed has "\n". */
static size_t
without_returns(char *data, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++)
		if (data[i] != '\r' || i + 1 == n || data[i + 1] != '\n')
			data[to++] = data[i];
	return to;
}

/* A header of mail that says that the text is not as it was signed. */
static bool
is_encoding(struct slice line)
{
	static const char header[] = "Content-Transfer-Encoding:";
	static const char *const bad[] = { "quoted-printable", "base64" };
	const size_t n = sizeof header - 1;
	struct slice value = { line.p + n, line.n - n };

	if (line.n < n || strncasecmp(line.p, header, n) != 0)
		return false;
	while (value.n > 0 && (*value.p == ' ' || *value.p == '\t')) {
		value.p++;
		value.n--;
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (value.n >= strlen(bad[i]) &&
		    strncasecmp(value.p, bad[i], strlen(bad[i])) == 0)
			return true;
	return false;
}

static bool
note(struct found *f, struct slice line, const char *next,
    struct verdict *verdict)
{
	for (unsigned m = 0; m < MARKS; m++) {
		if (!slice_is(line, marks[m]))
			continue;
		if (f->from[m] != NULL)
			return verdict_refuse(verdict, "blocks",
			    "\"%s\" is "
			    "there twice (expected one signed text, and at "
			    "most one block of keys)",
			    marks[m]);
		f->from[m] = line.p;
		f->behind[m] = next;
	}
	return true;
}

static bool
find_marks(struct found *f, const char *data, size_t n, struct verdict *verdict)
{
	bool encoded = false;

	for (size_t at = 0, len; at < n; at += len) {
		const char *end = memchr(data + at, '\n', n - at);
		struct slice line = { data + at, 0 };

		len = end != NULL ? (size_t)(end - line.p) + 1 : n - at;
		line.n = end != NULL ? len - 1 : len;
		while (line.n > 0 &&
		    (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
			line.n--;
		encoded = encoded || is_encoding(line);
		if (!note(f, line, data + at + len, verdict))
			return false;
	}
	if (encoded)
		return verdict_refuse(verdict, "mail-encoding",
		    "the mail is "
		    "quoted-printable or base64 (expected plain text, 7bit "
		    "or 8bit)");
	return true;
}

/* From mark A to the end of mark B, if both are there and in this order. */
static bool
block(const struct found *f, enum mark a, enum mark b, struct slice *s)
{
	if (f->from[a] == NULL || f->from[b] == NULL ||
	    f->from[b] < f->behind[a])
		return false;
	*s = (struct slice){ f->from[a], (size_t)(f->behind[b] - f->from[a]) };
	return true;
}

/* Is one of the marks there, without all of its block? */
static bool
torn(const struct found *f, enum mark a, enum mark b)
{
	struct slice s;

	return (f->from[a] != NULL || f->from[b] != NULL) &&
	    !block(f, a, b, &s);
}

static bool
take_signature(struct signed_input *in, const struct found *f,
    struct verdict *verdict)
{
	bool ssh = f->from[MARK_SSH] != NULL, pgp = f->from[MARK_PGP] != NULL;

	if (!ssh && !pgp)
		return verdict_refuse(verdict, "no-signature",
		    "nothing is "
		    "signed (expected a text with its signature)");
	if (ssh && (pgp || f->from[MARK_CLEAR] != NULL))
		return verdict_refuse(verdict, "blocks",
		    "signatures of SSH "
		    "and of OpenPGP (expected one)");
	in->kind = ssh			? SIGNATURE_SSH :
	    f->from[MARK_CLEAR] != NULL ? SIGNATURE_PGP_CLEAR :
					  SIGNATURE_PGP_DETACHED;
	if (in->kind == SIGNATURE_PGP_CLEAR)
		return block(f, MARK_CLEAR, MARK_PGP_END, &in->signature) ||
		    verdict_refuse(verdict, "blocks",
			"a signed text that "
			"ends before it begins");
	return block(f, ssh ? MARK_SSH : MARK_PGP,
	    ssh ? MARK_SSH_END : MARK_PGP_END, &in->signature);
}

/* From the text's first line to the signature. */
static bool
take_text(struct signed_input *in, const struct found *f,
    struct verdict *verdict)
{
	const char *first = f->from[MARK_TEXT];
	const char *end = in->kind == SIGNATURE_SSH ? f->from[MARK_SSH] :
						      f->from[MARK_PGP];

	if (first == NULL || first >= end ||
	    (in->kind == SIGNATURE_PGP_CLEAR && first < in->signature.p))
		return verdict_refuse(verdict, "text",
		    "no line \"%s\" before "
		    "the signature",
		    PETITION_TEXT_FIRST);
	in->text = (struct slice){ first, (size_t)(end - first) };
	if (in->key.p != NULL && in->key.p < end &&
	    in->key.p + in->key.n > first)
		return verdict_refuse(verdict, "blocks",
		    "keys within the "
		    "signed text (expected them before or behind it)");
	return true;
}

bool
signed_input_parse(struct signed_input *in, char *data, size_t n,
    struct verdict *verdict)
{
	struct found f = { { NULL }, { NULL } };

	*in = (struct signed_input){ 0 };
	if (n > SIGNED_INPUT_MOST)
		return verdict_refuse(verdict, "too-large", "more than 64 KiB");
	if (memchr(data, '\0', n) != NULL)
		return verdict_refuse(verdict, "text",
		    "a byte 0 (expected "
		    "text)");
	n = without_returns(data, n);
	if (!find_marks(&f, data, n, verdict))
		return false;
	if (torn(&f, MARK_PGP, MARK_PGP_END) ||
	    torn(&f, MARK_SSH, MARK_SSH_END) ||
	    torn(&f, MARK_KEY, MARK_KEY_END))
		return verdict_refuse(verdict, "blocks",
		    "a block that does "
		    "not end, or ends before it begins");
	block(&f, MARK_KEY, MARK_KEY_END, &in->key);
	return take_signature(in, &f, verdict) && take_text(in, &f, verdict);
}
