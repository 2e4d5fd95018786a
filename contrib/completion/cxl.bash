# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash: the tools themselves know their options and objects.

# file, directory, or a command and its arguments behind "--".
_cxl_leave_to_shell()
{
    local at=1

    case $1 in
        command)
            while [[ ${COMP_WORDS[at]} != -- ]]; do ((at++)); done
            if declare -F _comp_command_offset > /dev/null; then
                _comp_command_offset $((at + 1))
            else
                _command_offset $((at + 1))
            fi
            return
            ;;
        directory) compopt -o dirnames ;;
        *) compopt -o default ;;
    esac
    compopt -o filenames
}

_cxl_complete()
{
    # shellcheck disable=SC2034 # prev: all four are set
    local cur prev words cword line name what
    # Functions of the package bash-completion, which splits the line right: since 2.12, before.
    if declare -F _comp_get_words > /dev/null; then
        _comp_get_words -n =: cur prev words cword || return
    elif declare -F _get_comp_words_by_ref > /dev/null; then
        _get_comp_words_by_ref -n =: cur prev words cword || return
    else
        return 0
    fi

    COMPREPLY=()
    # "candidate<TAB>what it is"; an empty candidate asks the shell to look itself.
    while IFS= read -r line; do
        name=${line%%$'\t'*}
        what=${line#*$'\t'}
        if [[ -z $name ]]; then
            _cxl_leave_to_shell "$what"
            return
        fi
        # Readline replaces what stands behind the last "=" only.
        COMPREPLY+=("${name#"${cur%"${cur##*=}"}"}")
    done < <("${words[0]}" complete -- "${words[@]:1:cword}" 2>/dev/null)
    if declare -F _comp_ltrim_colon_completions > /dev/null; then
        _comp_ltrim_colon_completions "$cur"
    else
        __ltrim_colon_completions "$cur"
    fi
}

complete -F _cxl_complete cxl daxctl cxl-vm
