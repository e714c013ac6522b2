/* A wall's system calls: seccomp. */
#include "base/wall-promise.h"

#ifdef HAVE_SECCOMP

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

/* The condition of a call, in one argument: (argument & MASK) == VALUE. */
struct condition {
	unsigned argument;
	uint64_t mask;
	uint64_t value;
};

struct call {
	const char *names; /* between spaces */
	unsigned promise;  /* any of these; 0: every tool */
	bool conditional;
	struct condition only;
};

#define ONLY(argument, mask, value) \
	true, \
	{ \
		argument, mask, value \
	}
#define EXACTLY(argument, value) ONLY(argument, UINT64_MAX, value)

#define OPENS (WALL_READ | WALL_WRITE | WALL_ANYWHERE)
#define TALKS (WALL_KERNEL | WALL_NETWORK | WALL_LISTEN)
#define TO_WRITE (O_ACCMODE | O_CREAT | O_TRUNC)
#ifdef __s390__
enum { CLONE_FLAGS = 1 };
#else
enum { CLONE_FLAGS = 0 };
#endif

/* For the sanitizers' runtime. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined SANITIZED
#define EVERYWHERE " getrusage readlink prctl"
/* LeakSanitizer traces the process from a thread.  The sanitizers' build looks
 * for leaks when it has no walls, see HACKING. */
int __lsan_is_turned_off(void);
int
__lsan_is_turned_off(void)
{
	return 1;
}
#else
#define EVERYWHERE ""
#endif

static const struct call calls[] = {
	{ "read readv pread64 preadv write writev close lseek _llseek "
	  "fstat fstat64 munmap mremap madvise brk exit exit_group "
	  "rt_sigaction rt_sigprocmask rt_sigpending rt_sigreturn sigreturn "
	  "sigaltstack restart_syscall futex futex_time64 getrandom "
	  "clock_gettime clock_gettime64 clock_getres "
	  "clock_getres_time64 gettimeofday time "
	  "getpid gettid uname sysinfo sched_yield sched_getaffinity "
	  "getuid getuid32 geteuid geteuid32 getgid getgid32 getegid "
	  "getegid32 fcntl fcntl64 poll ppoll "
	  "ppoll_time64 rseq set_robust_list getrlimit ugetrlimit "
	  "membarrier dup memfd_create fadvise64 fadvise64_64 "
	  "arm_fadvise64_64" EVERYWHERE,
	    0 },
	{ "prlimit64", 0, ONLY(2, UINT64_MAX, 0) },
	{ "newfstatat fstatat64", 0, ONLY(3, AT_EMPTY_PATH, AT_EMPTY_PATH) },
	{ "statx", 0, ONLY(2, AT_EMPTY_PATH, AT_EMPTY_PATH) },
	{ "mmap mmap2 mprotect", 0, ONLY(2, PROT_EXEC, 0) },
	{ "ioctl", 0, EXACTLY(1, TCGETS) },
	{ "ioctl", 0, EXACTLY(1, TIOCGWINSZ) },
	{ "ioctl", 0, EXACTLY(1, FIONREAD) },
	{ "clone", WALL_THREADS,
	    ONLY(CLONE_FLAGS, CLONE_THREAD, CLONE_THREAD) },
	{ "unshare", WALL_THREADS, EXACTLY(0, CLONE_FILES) },
	{ "set_tid_address sched_setaffinity sched_getparam "
	  "sched_getscheduler close_range",
	    WALL_THREADS },
	{ "open", WALL_READ | WALL_ANYWHERE, ONLY(1, TO_WRITE, O_RDONLY) },
	{ "openat", WALL_READ | WALL_ANYWHERE, ONLY(2, TO_WRITE, O_RDONLY) },
	{ "mmap mmap2 mprotect stat stat64 lstat lstat64 newfstatat fstatat64 "
	  "statx access faccessat faccessat2 readlink readlinkat getdents "
	  "getdents64 statfs statfs64 fstatfs fstatfs64 getcwd",
	    OPENS },
	{ "open openat creat mkdir mkdirat rmdir rename renameat renameat2 "
	  "unlink unlinkat link linkat chmod fchmod fchmodat chown chown32 "
	  "fchown fchownat fchown32 ftruncate ftruncate64 fallocate pwrite64 "
	  "pwritev "
	  "fsync "
	  "fdatasync syncfs flock utimensat utimensat_time64 umask "
	  "nanosleep clock_nanosleep clock_nanosleep_time64",
	    WALL_WRITE },
	{ "socket", TALKS, EXACTLY(0, AF_UNIX) },
	{ "socket", TALKS, EXACTLY(0, AF_NETLINK) },
	{ "socket", WALL_NETWORK | WALL_LISTEN, EXACTLY(0, AF_INET) },
	{ "socket", WALL_NETWORK | WALL_LISTEN, EXACTLY(0, AF_INET6) },
	{ "connect bind sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg "
	  "recvmmsg_time64 getsockopt setsockopt getsockname getpeername "
	  "shutdown ioctl select _newselect pselect6 pselect6_time64 "
	  "epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 "
	  "eventfd2 pipe pipe2 socketpair dup2 dup3 timerfd_create "
	  "timerfd_settime timerfd_settime64 send recv nanosleep "
	  "clock_nanosleep "
	  "clock_nanosleep_time64 umask",
	    TALKS },
	{ "listen accept accept4 signalfd signalfd4", WALL_LISTEN },
	{ "seccomp prctl landlock_create_ruleset landlock_add_rule "
	  "landlock_restrict_self",
	    WALL_AGAIN },
};

/* What not even a program may do that a tool runs. */
static const char never[] =
    "ptrace process_vm_readv process_vm_writev "
    "pidfd_getfd kcmp bpf perf_event_open userfaultfd io_uring_setup "
    "open_by_handle_at name_to_handle_at mount umount2 move_mount open_tree "
    "fsopen fsmount pivot_root chroot setns unshare add_key request_key "
    "keyctl init_module finit_module delete_module kexec_load "
    "kexec_file_load reboot swapon swapoff acct quotactl settimeofday "
    "clock_settime clock_settime64 adjtimex clock_adjtime clock_adjtime64 "
    "sethostname setdomainname";

/* What is refused with EPERM, which a user understands, to a tool that has none
 * of the promises.  Other calls are answered as by a kernel that does not have
 * them, so that a C library takes another way. */
static const struct call refused[] = {
	{ "open openat", OPENS },
	{ "creat mkdir mkdirat rename renameat unlink unlinkat", WALL_WRITE },
	{ "socket connect", TALKS },
	{ "clone", WALL_THREADS },
	{ "execve execveat fork vfork ptrace kill", 0 },
};

/* Adds ACTION for each call in NAMES, if ONLY holds. */
static bool
rules_add(scmp_filter_ctx filter, uint32_t action, const char *names,
    const struct condition *only)
{
	struct scmp_arg_cmp test = { .op = SCMP_CMP_MASKED_EQ };
	char name[64];
	size_t n;

	if (only != NULL) {
		test.arg = only->argument;
		test.datum_a = only->mask;
		test.datum_b = only->value;
	}
	for (; *names != '\0'; names += n + (names[n] == ' ')) {
		int number;

		n = strcspn(names, " ");
		memcpy(name, names, n);
		name[n] = '\0';
		number = seccomp_syscall_resolve_name(name);
		/* libseccomp may be older than the call. */
		if (number == __NR_SCMP_ERROR)
			continue;
		if (seccomp_rule_add_array(filter, action, number, only != NULL,
			&test) != 0)
			return false;
	}
	return true;
}

/* Allows what the promise has. */
static bool
rules_of_promise(scmp_filter_ctx filter, unsigned promise)
{
	/* abort(3) needs it: glibc's, and musl's. */
	struct condition self = { 0, UINT64_MAX, (uint64_t)getpid() };
	bool ok = rules_add(filter, SCMP_ACT_ALLOW, "tgkill tkill", &self);

	for (size_t i = 0; ok && i < sizeof calls / sizeof *calls; i++) {
		const struct call *c = &calls[i];

		if (c->promise == 0 || (c->promise & promise) != 0)
			ok = rules_add(filter, SCMP_ACT_ALLOW, c->names,
			    c->conditional ? &c->only : NULL);
	}
	return ok;
}

static bool
rules_of_refusal(scmp_filter_ctx filter, unsigned promise, bool kill)
{
	bool ok = true;

	/* Their flags are in memory, where a filter does not look; a C library
	 * takes the older call.  libseccomp has no rules for what is done
	 * anyway. */
	if (kill)
		return rules_add(filter, SCMP_ACT_ERRNO(ENOSYS),
		    "clone3 openat2", NULL);
	for (size_t i = 0; ok && i < sizeof refused / sizeof *refused; i++)
		if ((refused[i].promise & promise) == 0)
			ok = rules_add(filter, SCMP_ACT_ERRNO(EPERM),
			    refused[i].names, NULL);
	return ok;
}

/*
 * For a tool that runs programs.  What they need nobody knows, so everything is
 * allowed but what none of them has a reason for.
 */
static bool
rules_of_programs(scmp_filter_ctx filter, unsigned promise, uint32_t action)
{
	static const int families[] = { AF_PACKET, AF_INET, AF_INET6 };
	const size_t n = (promise & WALL_NETWORK) != 0 ? 1 : 3;
	bool ok = rules_add(filter, action, never, NULL);

	for (size_t i = 0; ok && i < n; i++)
		ok = rules_add(filter, action, "socket",
		    &(struct condition){ 0, UINT64_MAX,
			(uint64_t)families[i] });
	return ok;
}

bool
wall_calls(unsigned promise, bool kill, const char **why)
{
	const uint32_t action = kill ? SCMP_ACT_KILL_PROCESS :
				       SCMP_ACT_ERRNO(EPERM);
	bool runs = (promise & WALL_RUN) != 0, ok;
	scmp_filter_ctx filter = seccomp_init(runs ? SCMP_ACT_ALLOW :
		kill				   ? action :
						     SCMP_ACT_ERRNO(ENOSYS));

	if (filter == NULL) {
		*why = "libseccomp cannot be used";
		return false;
	}
	/* A binary tree instead of a list; since libseccomp 2.5. */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	ok = runs ? rules_of_programs(filter, promise, action) :
		    rules_of_promise(filter, promise) &&
		rules_of_refusal(filter, promise, kill);
	if (!ok)
		*why = "libseccomp refuses the rules";
	else if (seccomp_load(filter) != 0) {
		*why = "the kernel refuses the filter";
		ok = false;
	}
	seccomp_release(filter);
	return ok;
}

#else

bool
wall_calls(unsigned promise, bool kill, const char **why)
{
	(void)promise;
	(void)kill;
#ifdef HAVE_WALLS
	*why = "built without libseccomp";
#else
	*why = "built with --disable-walls";
#endif
	return false;
}

#endif
