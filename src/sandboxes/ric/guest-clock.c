/*
 * The clocks of a guest, moved from outside: a library that is loaded into the process before libc. What a program
 * reads stands in a shared file, so that 15 minutes can pass for a stopped process and its timers are due when it goes
 * on, with nothing of Node or of the client changed.
 *
 * Time stands while the guest does what a step may cost, and goes on with the processor time of its first thread beyond
 * that, faster: how fast the machine is, and what else runs on it, shows nowhere, and a busy loop still comes to its
 * time-out.
 *
 * The file holds five numbers of 64 bits: in nanoseconds the first thread's processor time at a moment, what the
 * guest's wall clock and its monotonic clock show then, and how much processor time costs nothing from there; and how
 * many times faster time goes on than the processor works beyond that. They change only while the process is stopped.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_S 1000000000LL
#define NS_PER_US 1000LL
/* The kernel's name for the processor clock of one thread: CPUCLOCK_SCHED and CPUCLOCK_PERTHREAD_MASK. */
#define PROCESSOR_CLOCK_OF(thread) ((~(clockid_t)(thread) << 3) | 2 | 4)

struct clocks {
  volatile int64_t processor;
  volatile int64_t wall;
  volatile int64_t monotonic;
  volatile int64_t free;
  volatile int64_t faster;
};

static const struct clocks none = {0, 0, 0, 0, 1};
static const struct clocks *clocks = &none;

/* The function must meet neither variable: it has an environment of its own. */
__attribute__((constructor)) static void take_clocks(void) {
  const char *path = getenv("WARMSTART_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  void *shared = file < 0 ? MAP_FAILED : mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
  if (shared == MAP_FAILED) _exit(120);
  clocks = shared;
  close(file);
  unsetenv("WARMSTART_CLOCK");
  unsetenv("LD_PRELOAD");
}

static int64_t processor(void) {
  struct timespec used;
  if (syscall(SYS_clock_gettime, PROCESSOR_CLOCK_OF(getpid()), &used) != 0) _exit(121);
  return used.tv_sec * NS_PER_S + used.tv_nsec;
}

static int64_t passed(void) {
  int64_t beyond = processor() - clocks->processor - clocks->free;
  return beyond > 0 ? beyond * clocks->faster : 0;
}

static int64_t wall(void) { return clocks->wall + passed(); }

int clock_gettime(clockid_t id, struct timespec *now) {
  int64_t ns;
  switch (id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
      ns = wall();
      break;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_BOOTTIME:
      ns = clocks->monotonic + passed();
      break;
    default:
      return (int)syscall(SYS_clock_gettime, id, now);
  }
  now->tv_sec = ns / NS_PER_S;
  now->tv_nsec = ns % NS_PER_S;
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int64_t ns = wall();
  (void)zone;
  now->tv_sec = ns / NS_PER_S;
  now->tv_usec = (ns % NS_PER_S) / NS_PER_US;
  return 0;
}

time_t time(time_t *now) {
  time_t seconds = wall() / NS_PER_S;
  if (now) *now = seconds;
  return seconds;
}
