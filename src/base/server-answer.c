/* An answer: a document and its metadata. */
#include "base/server-answer.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

void
answer_settle(struct answer *a)
{
	a->body = (struct slice){ a->text.data, a->text.len };
	crypto_hash_sha256(a->sha256, (const unsigned char *)a->body.p,
	    a->body.n);
}

const char *
answer_hex(char text[static ANSWER_HEX], const uint8_t hash[static ANSWER_HASH])
{
	return sodium_bin2hex(text, ANSWER_HEX, hash, ANSWER_HASH);
}

void
answer_free(struct answer *a)
{
	buf_free(&a->text);
	*a = (struct answer){ 0 };
}

bool
answer_slurp(int fd, size_t most, struct buf *b)
{
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) != 0)
		return false;
	errno = 0;
	if (!S_ISREG(st.st_mode))
		return false;
	errno = EFBIG;
	if ((uintmax_t)st.st_size > most)
		return false;
	/* One more byte, to detect a file that grows. */
	buf_room(b, (size_t)st.st_size + 1);
	for (;;) {
		size_t room = b->cap - b->len;

		if (room == 0) {
			errno = EFBIG;
			return false;
		}
		n = read(fd, b->data + b->len, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		b->len += (size_t)n;
		if (b->len > most) {
			errno = EFBIG;
			return false;
		}
	}
}
