// Writes excelize.xlsx from return.csv: go mod init x && go get github.com/xuri/excelize/v2@v2.9.1 && go run excelize.go
package main

import (
	"encoding/csv"
	"os"
	"strconv"

	"github.com/xuri/excelize/v2"
)

func main() {
	source, err := os.Open("return.csv")
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(source).ReadAll()
	if err != nil {
		panic(err)
	}
	book := excelize.NewFile()
	book.SetSheetName("Sheet1", "封面")
	for at, row := range [][]any{{"园区代码", "P021"}, {"评价年度", 2021}, {"模板版本", "gx46-2021@1"}} {
		book.SetSheetRow("封面", "A"+strconv.Itoa(at+1), &row)
	}
	book.NewSheet("园区填报项")
	stream, err := book.NewStreamWriter("园区填报项")
	if err != nil {
		panic(err)
	}
	stream.SetRow("A1", []any{"代码", "名称", "上年数", "本年数"})
	for at, row := range rows[3:] {
		cells := []any{row[0], row[1], nil, nil}
		for column, text := range []string{row[3], row[2]} {
			if value, err := strconv.ParseFloat(text, 64); err == nil {
				cells[2+column] = value
			}
		}
		stream.SetRow("A"+strconv.Itoa(at+2), cells)
	}
	if err := stream.Flush(); err != nil {
		panic(err)
	}
	if err := book.SaveAs("excelize.xlsx"); err != nil {
		panic(err)
	}
}
