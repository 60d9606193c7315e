# Completion of covidcxr for PowerShell. For every new shell: covidcxr completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName covidcxr -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
    $line = (@('covidcxr') + @($words | Select-Object -Skip 1)) -join ' '
    if ($wordToComplete -eq '') { $line += ' ' }
    & $words[0] "[suggest:$($line.Length)]" $line 2>$null |
        # Options are offered after a dash only; everywhere else files may stand as well.
        Where-Object { $_ -notlike '/*' -and ($_ -notlike '-*' -or $wordToComplete -like '-*') -and $_ -like "$wordToComplete*" } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
