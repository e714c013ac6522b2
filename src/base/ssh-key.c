/* An SSH public key. */
#include "base/ssh-key.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/word.h"

#define BLOB_MOST 4096 /* twice an RSA key of 16384 bits */
#define RSA_BITS_LEAST 1024
#define RSA_BITS_MOST 16384

/* The unread rest of a blob. */
struct cursor {
	const uint8_t *p;
	size_t n;
};

/* Reads a string (RFC 4251): its length in 4 bytes, then its bytes. */
static bool
take_string(struct cursor *c, struct slice *s)
{
	size_t n;

	if (c->n < 4)
		return false;
	n = (size_t)c->p[0] << 24 | (size_t)c->p[1] << 16 |
	    (size_t)c->p[2] << 8 | c->p[3];
	if (n > c->n - 4)
		return false;
	*s = (struct slice){ (const char *)c->p + 4, n };
	c->p += 4 + n;
	c->n -= 4 + n;
	return true;
}

static bool
take_text(struct cursor *c, const char *expected)
{
	struct slice s;

	return take_string(c, &s) && slice_is(s, expected);
}

static bool
take_bytes(struct cursor *c, size_t n)
{
	struct slice s;

	return take_string(c, &s) && s.n == n;
}

/* Reads a positive mpint of MIN to MAX bits in its shortest form. */
static bool
take_mpint(struct cursor *c, size_t min, size_t max)
{
	struct slice s;
	const uint8_t *p;
	size_t bits;

	if (!take_string(c, &s) || s.n == 0)
		return false;
	p = (const uint8_t *)s.p;
	if ((p[0] & 0x80) != 0)
		return false;
	if (p[0] == 0) {
		if (s.n == 1 || (p[1] & 0x80) == 0)
			return false;
		p++;
		s.n--;
	}
	bits = s.n * 8;
	for (unsigned top = 0x80; (p[0] & top) == 0; top >>= 1)
		bits--;
	return bits >= min && bits <= max;
}

/* Reads an uncompressed curve point whose coordinates have N bytes. */
static bool
take_point(struct cursor *c, size_t n)
{
	struct slice s;

	return take_string(c, &s) && s.n == 1 + 2 * n && s.p[0] == 4;
}

static bool
take_ed25519(struct cursor *c)
{
	return take_bytes(c, 32);
}

static bool
take_rsa(struct cursor *c)
{
	return take_mpint(c, 2, 64) &&
	    take_mpint(c, RSA_BITS_LEAST, RSA_BITS_MOST);
}

static bool
take_p256(struct cursor *c)
{
	return take_text(c, "nistp256") && take_point(c, 32);
}

static bool
take_p384(struct cursor *c)
{
	return take_text(c, "nistp384") && take_point(c, 48);
}

static bool
take_p521(struct cursor *c)
{
	return take_text(c, "nistp521") && take_point(c, 66);
}

/* Reads the application string of a security key: any printable text. */
static bool
take_application(struct cursor *c)
{
	struct slice s;

	if (!take_string(c, &s) || s.n == 0 || s.n > 255)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x21 || s.p[i] > 0x7e)
			return false;
	return true;
}

static bool
take_sk_ed25519(struct cursor *c)
{
	return take_ed25519(c) && take_application(c);
}

static bool
take_sk_p256(struct cursor *c)
{
	return take_p256(c) && take_application(c);
}

/* The key types, and what a blob holds after the type. */
static const struct {
	const char *type;
	bool (*take)(struct cursor *c);
} types[] = {
	{ "ssh-ed25519", take_ed25519 },
	{ "ssh-rsa", take_rsa },
	{ "ecdsa-sha2-nistp256", take_p256 },
	{ "ecdsa-sha2-nistp384", take_p384 },
	{ "ecdsa-sha2-nistp521", take_p521 },
	{ "sk-ssh-ed25519@openssh.com", take_sk_ed25519 },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", take_sk_p256 },
};

static bool
decode(struct slice text, uint8_t blob[static BLOB_MOST], size_t *n)
{
	/* libsodium 1.0.18 reads bytes outside ASCII as base64 letters. */
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return sodium_base642bin(blob, BLOB_MOST, text.p, text.n, NULL, n, NULL,
		   sodium_base64_VARIANT_ORIGINAL) == 0;
}

static bool
holds(size_t type, const uint8_t *blob, size_t n)
{
	struct cursor c = { blob, n };

	return take_text(&c, types[type].type) && types[type].take(&c) &&
	    c.n == 0;
}

bool
ssh_key_parse(const char *s, size_t n, struct ssh_key *key, struct why *why)
{
	const size_t ntypes = sizeof types / sizeof *types;
	struct slice rest = { s, n };
	struct slice type = word_cut(&rest, " \t"),
		     text = word_cut(&rest, " \t");
	uint8_t blob[BLOB_MOST];
	size_t len, i;

	for (i = 0; i < ntypes && !slice_is(type, types[i].type); i++)
		;
	if (i == ntypes) {
		why_not(why, type.p, type.n, "a key type that OpenSSH reads");
		return false;
	}
	if (!decode(text, blob, &len) || !holds(i, blob, len)) {
		why_not(why, text.p, text.n, "a key of that type in base64");
		return false;
	}
	key->type = types[i].type;
	key->blob = mem_alloc(len);
	memcpy(key->blob, blob, len);
	key->n = len;
	return true;
}

char *
ssh_key_print(const struct ssh_key *key)
{
	size_t type = strlen(key->type);
	size_t text = sodium_base64_encoded_len(key->n,
	    sodium_base64_VARIANT_ORIGINAL);
	char *line = mem_alloc(type + 1 + text);

	memcpy(line, key->type, type);
	line[type] = ' ';
	sodium_bin2base64(line + type + 1, text, key->blob, key->n,
	    sodium_base64_VARIANT_ORIGINAL);
	return line;
}

const char *
ssh_key_fingerprint(char text[static SSH_FINGERPRINT_TEXT],
    const struct ssh_key *key)
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, key->blob, key->n);
	memcpy(text, "SHA256:", 7);
	sodium_bin2base64(text + 7, SSH_FINGERPRINT_TEXT - 7, hash, sizeof hash,
	    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	return text;
}

void
ssh_key_free(struct ssh_key *key)
{
	free(key->blob);
	*key = (struct ssh_key){ 0 };
}
