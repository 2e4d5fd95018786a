# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash: the tools themselves know their options and objects.

_cxl_complete()
{
    # shellcheck disable=SC2034 # prev: _get_comp_words_by_ref sets all four
    local cur prev words cword name what
    # Without the package bash-completion there is no way to split the line right.
    declare -F _get_comp_words_by_ref > /dev/null || return 0
    _get_comp_words_by_ref -n =: cur prev words cword || return

    COMPREPLY=()
    # "candidate<TAB>what it is"; an empty candidate asks the shell to look itself.
    while IFS= read -r line; do
        name=${line%%$'\t'*}
        what=${line#*$'\t'}
        if [[ -z $name ]]; then
            [[ $what == directory ]] && compopt -o dirnames || compopt -o default
            compopt -o filenames
            return
        fi
        # Readline replaces what stands behind the last "=" only.
        COMPREPLY+=("${name#"${cur%"${cur##*=}"}"}")
    done < <("${words[0]}" complete -- "${words[@]:1:cword}" 2>/dev/null)
    __ltrim_colon_completions "$cur"
}

complete -F _cxl_complete cxl daxctl
