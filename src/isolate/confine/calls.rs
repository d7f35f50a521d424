//! Which system calls are refused, held by seccomp.
//!
//! A list of what is refused, not of what is allowed: each libc and each version of it starts threads and takes memory by
//! calls of its own, and a reader that fails where a library was updated is worse than one that may call `getpid`.
//! Refused calls fail as those without the right to do it (`EPERM`) do, so that libraries end in order.

use std::collections::BTreeMap;
use std::env::consts::ARCH;

use libc::c_long;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

use super::Reach;

/// Refused whatever is read.
const REFUSED: &[&[c_long]] = &[NETWORK, OTHER_PROCESSES, LEAVING, ATTRIBUTES, DOORS];

/// Sockets of all families, those to programs of this machine among them; and rings, which open them by no call.
const NETWORK: &[c_long] = &[libc::SYS_socket, libc::SYS_socketpair, libc::SYS_io_uring_setup];

/// Memory, files and queues of other processes.
const OTHER_PROCESSES: &[c_long] = &[
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
];

/// Ways out of the group of processes that the parent ends when time is up.
const LEAVING: &[c_long] = &[libc::SYS_setsid, libc::SYS_setpgid];

/// Rights, owners, times and attributes of files, which Landlock leaves alone; lengths, which it knows only from its third
/// version on.
const ATTRIBUTES: &[c_long] = &[
    libc::SYS_truncate,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    FCHMODAT2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    SETXATTRAT,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    REMOVEXATTRAT,
    FILE_SETATTR,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lchown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utime,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utimes,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_futimesat,
];

/// Other views of files, and what most holes of kernels were found behind. Some are for root only, which ropex may be.
const DOORS: &[c_long] = &[
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_fsopen,
    libc::SYS_mount_setattr,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_by_handle_at,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_bpf,
    libc::SYS_userfaultfd,
    libc::SYS_perf_event_open,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    // Limits of this process; those of any are set by the call that also tells them, see `filter`.
    SETRLIMIT,
];

/// Refused where no program is to be started: starting one, and ending any.
const PROGRAMS: &[c_long] = &[
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_pidfd_send_signal,
    libc::SYS_rt_sigqueueinfo,
];

// Newer than some of the headers that libc follows. New calls have one number on all processors.
const FCHMODAT2: c_long = 452;
const SETXATTRAT: c_long = 463;
const REMOVEXATTRAT: c_long = 466;
const FILE_SETATTR: c_long = 469;
/// Not in all of libc's lists either.
const SETRLIMIT: c_long = if cfg!(target_arch = "x86_64") { 160 } else { 164 };
/// Marks the numbers of calls with short pointers.
#[cfg(target_arch = "x86_64")]
const X32: c_long = 0x4000_0000;

/// Has the kernel refuse this thread what it does not need within `reach`.
pub(super) fn confine(reach: Reach) -> Result<(), String> {
    filter(reach)
        .and_then(|program| apply_filter(&program))
        .map_err(|error| error.to_string())
}

fn filter(reach: Reach) -> Result<BpfProgram, Error> {
    let programs: &[&[c_long]] = match reach {
        Reach::Nothing => &[PROGRAMS],
        _ => &[],
    };
    let mut rules: BTreeMap<c_long, Vec<SeccompRule>> = BTreeMap::new();
    for call in REFUSED.iter().chain(programs).copied().flatten() {
        rules.insert(*call, Vec::new());
    }
    // Limits are asked for by this call too. Setting them, root could raise the one on memory.
    let sets = SeccompCondition::new(2, SeccompCmpArgLen::Qword, SeccompCmpOp::Ne, 0)?;
    rules.insert(libc::SYS_prlimit64, vec![SeccompRule::new(vec![sets])?]);
    // The same calls once more, by numbers of their own, where a kernel runs programs with short pointers (x32).
    #[cfg(target_arch = "x86_64")]
    for (call, conditions) in rules.clone() {
        rules.insert(call | X32, conditions);
    }
    let refuse = SeccompAction::Errno(libc::EPERM as u32);
    Ok(SeccompFilter::new(rules, SeccompAction::Allow, refuse, ARCH.try_into()?)?.try_into()?)
}
