/*
 * mrt-make NETS SEED: an uncompressed RIB dump of that many IPv4 nets with one
 * route each, the same for the same SEED, on standard output.  A path has two
 * to seven AS numbers, of 70,000 there are.
 */
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t
next_random(void)
{
	state = state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33);
}

static uint8_t *
put(uint8_t *p, unsigned bytes, uint32_t number)
{
	for (unsigned i = bytes; i > 0; i--, number >>= 8)
		p[i - 1] = (uint8_t)number;
	return p + bytes;
}

static void
record(unsigned subtype, const uint8_t *body, size_t n)
{
	uint8_t head[12], *p = head;

	p = put(p, 4, 1700000000);
	p = put(p, 2, 13);
	p = put(p, 2, subtype);
	put(p, 4, (uint32_t)n);
	if (fwrite(head, 1, sizeof head, stdout) != sizeof head ||
	    fwrite(body, 1, n, stdout) != n)
		err(1, "write");
}

static uint8_t *
attributes(uint8_t *p)
{
	unsigned n = 2 + next_random() % 6;

	p = put(p, 4, 0x40010100);	     /* ORIGIN IGP */
	p = put(p, 3, 0x400200 + 2 + 4 * n); /* AS_PATH */
	p = put(p, 2, 0x0200 + n);
	for (unsigned i = 0; i < n; i++)
		p = put(p, 4, 1 + next_random() % 70000);
	p = put(p, 3, 0x400304); /* NEXT_HOP */
	p = put(p, 4, 0xc0000202);
	p = put(p, 3, 0xc00808); /* COMMUNITIES */
	p = put(p, 4, next_random());
	return put(p, 4, next_random());
}

static void
net(uint32_t number)
{
	uint8_t body[256], path[128], *p = body;
	size_t n = (size_t)(attributes(path) - path);

	p = put(p, 4, number);
	p = put(p, 1, 24);
	p = put(p, 3, number & 0xffffff);
	p = put(p, 2, 1);
	p = put(p, 2, 0);
	p = put(p, 4, 1700000000);
	p = put(p, 2, (uint32_t)n);
	memcpy(p, path, n);
	record(2, body, (size_t)(p - body) + n);
}

int
main(int argc, char **argv)
{
	static const uint8_t peers[] = { 192, 0, 2, 1, 0, 0, 0, 1, 2, 192, 0, 2,
		2, 192, 0, 2, 2, 0, 0, 0xfb, 0xf0 };
	unsigned long nets = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;

	if (nets == 0)
		errx(2, "usage: mrt-make NETS SEED");
	state = strtoul(argv[2], NULL, 10);
	record(1, peers, sizeof peers);
	for (uint32_t i = 0; i < nets; i++)
		net(i);
	if (fflush(stdout) != 0)
		err(1, "write");
	return 0;
}
