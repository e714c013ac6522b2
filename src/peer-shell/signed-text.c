/* A signed text from standard input, and what it asks for. */
#include "peer-shell/signed-text.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/fd.h"
#include "host/run.h"
#include "peer-shell/reply.h"
#include "peer-shell/store-place.h"
#include "stream/records.h"

#define TEXT_MOST 65536
#define TEXT_SECONDS 30
#define VERIFY_SECONDS 30

/* All of standard input, or one byte more than may be: request-verify refuses
 * that.  False when it did not end in time. */
static bool
read_input(struct buf *text)
{
	const long long until = deadline_in(TEXT_SECONDS * 1000);
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
	ssize_t n = 1;

	while (n > 0 && text->len <= TEXT_MOST) {
		if (poll(&p, 1, deadline_left(until)) <= 0)
			return false;
		n = read(STDIN_FILENO, buf_room(text, 4096), 4096);
		if (n > 0)
			text->len += (size_t)n;
	}
	return n >= 0;
}

/* request-verify's last line: "request-verify: -: WHY [CHECK]". */
static int
refused(struct shell *s, struct why *why)
{
	static const char before[] = "request-verify: -: ";
	const char *text = why->text;
	char *check = strrchr(why->text, '[');
	size_t n = strlen(why->text);

	if (strncmp(text, before, strlen(before)) == 0)
		text += strlen(before);
	if (check == NULL || check < text + 2 || why->text[n - 1] != ']')
		return reply_no(s, 1, NULL, NULL, "%.200s", text);
	why->text[n - 1] = '\0';
	check[-1] = '\0';
	return reply_no(s, 1, NULL, check + 1, "%.200s", text);
}

/* The record that request-verify wrote. */
static bool
take_records(struct shell *s, const struct buf *out,
    struct petition_orders *orders)
{
	static const struct taker takers[] = {
		{ "petition", petition_orders_take },
	};
	int fd = memfd_create("petition", MFD_CLOEXEC);
	bool ok = fd != -1 && fd_write(fd, out->data, out->len) &&
	    lseek(fd, 0, SEEK_SET) == 0 &&
	    records_read(fd, "petition", takers, 1, orders, s->diag);

	if (fd != -1)
		close(fd);
	return ok && orders->n == 1;
}

static int
verify(struct shell *s, const struct buf *text, struct petition_orders *orders)
{
	struct buf seen = { 0 }, records = { 0 };
	struct run run = { .in = text->data,
		.in_len = text->len,
		.seconds = VERIFY_SECONDS };
	struct why why;
	int status;

	store_place(s, "seen-keys", &seen);
	buf_printf(&records, "%s/registry.records",
	    s->site->self_service.run_dir);
	char *argv[] = { (char *)"request-verify", (char *)"-s",
		(char *)s->site_file, (char *)"--seen-keys",
		(char *)buf_cstr(&seen), (char *)buf_cstr(&records), NULL };
	status = run_program(&run, argv, &why);
	if (status == 1)
		refused(s, &why);
	else if (status != 0 || !take_records(s, &run.out, orders))
		status = reply_no(s, 2, NULL, "verify",
		    "it cannot be "
		    "verified at the moment");
	run_free(&run);
	buf_free(&seen);
	buf_free(&records);
	return status;
}

int
signed_text_read(struct shell *s, struct petition_orders *orders)
{
	struct buf text = { 0 };
	int status;

	*orders = (struct petition_orders){ .from = s->by.from };
	if (!read_input(&text))
		status = reply_no(s, 1, NULL, "too-slow",
		    "the text did not "
		    "come to its end within %d seconds",
		    TEXT_SECONDS);
	else
		status = verify(s, &text, orders);
	buf_free(&text);
	return status;
}
